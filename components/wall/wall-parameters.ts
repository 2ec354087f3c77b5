import { THEMES } from "@/components/shell/theme";
import { WALL_VIEWS } from "@/components/status/wall-views";
import { readQuery } from "@/components/ui/url-state/url-query";
import { decimal, integer, listOf, oneOf, orElse, text, type UrlWord } from "@/components/ui/url-state/url-words";
import { isKnownZone } from "@/lib/domain/time/zone-format";
import { type Night, parseNight } from "./life/night";

export const DWELL_SECONDS = { min: 5, max: 3_600, default: 30 };
/** Never below 1: at 1 the smallest type is just readable across a room. */
export const SCALE = { min: 1, max: 2 };

const zone: UrlWord<string> = { ...text, parse: (written) => (isKnownZone(written) ? written : null) };

const night: UrlWord<Night> = {
  parse: parseNight,
  serialize: ({ fromHour, toHour }) => `${fromHour}-${toHour}`,
};

/** A screen's own settings. They live in its URL, because nobody is there to enter them. */
export const wallParameters = {
  /** In the order in which they are shown; `null` for the default. */
  views: listOf(oneOf(WALL_VIEWS)),
  /** How long each view stays, in seconds. */
  dwell: orElse(integer, DWELL_SECONDS.default),
  theme: orElse(oneOf(THEMES), "dark"),
  /** How much larger than usual everything is drawn. */
  scale: orElse(decimal, SCALE.min),
  /** The time zone of the clock; `null` for the screen's own. Days and months of money follow the billing time zone. */
  zone,
  /** The hours in `zone` during which the screen is dimmed; `null` for never. */
  dim: night,
};

/** The settings of a screen from what its URL says under each name. Invalid ones count as not given. */
export function readWallSettings(written: (name: string) => string | null) {
  const { dwell, scale, ...settings } = readQuery(wallParameters, written);
  return {
    ...settings,
    dwell: clamp(dwell, DWELL_SECONDS.min, DWELL_SECONDS.max),
    scale: clamp(scale, SCALE.min, SCALE.max),
  };
}
export type WallSettings = ReturnType<typeof readWallSettings>;

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
