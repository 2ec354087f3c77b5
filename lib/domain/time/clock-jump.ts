import { formatDuration } from "../text/format";
import type { EpochMs } from "./epoch";

/** A moment on a clock that nobody sets. Only moments of one process can be compared. */
export interface SteadyMoment {
  process: string;
  ms: number;
}

/** When something was read, by the wall clock and, where that is known, by the steady one. */
export interface ReadingMoment {
  at: EpochMs;
  steady: SteadyMoment | null;
}

/** A wall clock that was set between two readings. */
export interface ClockJump {
  /** By the clock as it was before. */
  previousAt: EpochMs;
  /** By the clock as it is now. */
  at: EpochMs;
  /** Ahead when positive. Over a restart at least so much back: how long nothing ran is not known. */
  byMs: number;
}

/** Clocks are steered by less than this between two polls. */
const STEERED_MS = 2_000;

/**
 * What lies between two readings of one account: nothing of note (`null`), a jump of the clock, or no time at all, when the second
 * is the first one once more. Across a restart only a clock set back can be told from time that passed.
 */
export function clockJumpBetween(previous: ReadingMoment, { at, steady }: ReadingMoment): ClockJump | "replay" | null {
  const movedMs = at - previous.at;
  if (steady === null || previous.steady?.process !== steady.process) {
    if (movedMs === 0) return "replay";
    return movedMs > 0 ? null : { previousAt: previous.at, at, byMs: movedMs };
  }
  const passedMs = steady.ms - previous.steady.ms;
  if (passedMs <= 0) return "replay";
  const byMs = movedMs - passedMs;
  if (movedMs > 0 && Math.abs(byMs) <= STEERED_MS) return null;
  return { previousAt: previous.at, at, byMs };
}

/** A jump as a sentence for people: what happened, and what it means for the costs. */
export function clockJumpSentence({ byMs }: Pick<ClockJump, "byMs">): string {
  const span = formatDuration(Math.abs(byMs));
  return byMs < 0
    ? `The server's clock was set back by ${span}. What had been written for times that were yet to come was withdrawn, and what the doubtful time may have cost is counted as error.`
    : `The server's clock went ahead by ${span} between two readings, or the machine slept. What that time would have cost is counted as error.`;
}
