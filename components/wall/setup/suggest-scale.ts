import { largestScale } from "../frame/wall-unit";
import { SCALE } from "../wall-parameters";

const MM_PER_INCH = 25.4;
/** What a person with normal eyesight reads comfortably, according to ISO 9241-303: capitals of at least 16 minutes of arc. */
const READ_ARC_MINUTES = 16;
const NEEDED_MM_PER_M = 1_000 * Math.tan((READ_ARC_MINUTES / 60) * (Math.PI / 180));
/** The smallest type on a wall is 3 hundredths of its height, and a capital letter of Inter is 0.727 of the font size. */
const CAPITAL_SHARE = 0.03 * 0.727;
const STEPS_PER_UNIT = 20;

export interface Screen {
  diagonalInches: number;
  /** In any unit. */
  width: number;
  height: number;
  distanceM: number;
}

export interface ScaleSuggestion {
  scale: number;
  /** How tall capitals must be to be read from there, and how tall those of labels are at scale 1. */
  neededMm: number;
  labelMm: number;
  /** From how far away labels can be read at the suggested scale. */
  readToM: number;
}

/** How large a wall must be drawn for its smallest type to be readable, as far as the scale allows. */
export function suggestScale({ diagonalInches, width, height, distanceM }: Screen): ScaleSuggestion {
  const labelMm = CAPITAL_SHARE * diagonalInches * MM_PER_INCH * (height / Math.hypot(width, height));
  const neededMm = NEEDED_MM_PER_M * distanceM;
  const needed = Math.ceil((neededMm / labelMm) * STEPS_PER_UNIT - 1e-9) / STEPS_PER_UNIT;
  const max = Math.min(SCALE.max, Math.floor(largestScale({ width, height }) * STEPS_PER_UNIT) / STEPS_PER_UNIT);
  const scale = Math.min(max, Math.max(SCALE.min, needed));
  return { scale, neededMm, labelMm, readToM: (labelMm * scale) / NEEDED_MM_PER_M };
}

/** Why: "From 4 m, letters should be 19 mm tall. Labels are 15 mm on this screen, so draw it 1.25 times as large." */
export function scaleReason({ scale, neededMm, labelMm, readToM }: ScaleSuggestion, distanceM: number): string {
  const needed = `From ${distanceM} m, letters should be ${Math.round(neededMm)} mm tall. Labels are ${Math.round(labelMm)} mm on this screen`;
  if (scale === SCALE.min) return `${needed}, which is enough.`;
  const drawn = `${needed}, so draw it ${scale} times as large.`;
  return readToM < distanceM - 0.05
    ? `${drawn} Even so, labels are readable from at most ${readToM.toFixed(1)} m.`
    : drawn;
}
