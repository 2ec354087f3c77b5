"use client";

import { useSearchParams } from "next/navigation";
// Not "nuqs": a screen only reads its URL and never changes it, so it does not need the rest.
import {
  createLoader,
  createParser,
  parseAsArrayOf,
  parseAsFloat,
  parseAsInteger,
  parseAsStringLiteral,
} from "nuqs/server";
import { useMemo } from "react";
import { THEMES } from "@/components/shell/theme";
import { WALL_VIEWS } from "@/components/status/wall-views";
import { isKnownZone } from "@/lib/domain/time/zone-format";
import { parseNight } from "./life/night";

export const DWELL_SECONDS = { min: 5, max: 3_600, default: 30 };
/** Never below 1: at 1 the smallest type is just readable across a room. */
export const SCALE = { min: 1, max: 2 };

const parseAsZone = createParser<string>({
  parse: (text) => (isKnownZone(text) ? text : null),
  serialize: (zone) => zone,
});

const parseAsNight = createParser({
  parse: parseNight,
  serialize: ({ fromHour, toHour }) => `${fromHour}-${toHour}`,
  eq: (one, other) => one.fromHour === other.fromHour && one.toHour === other.toHour,
});

/** A screen's own settings. They live in its URL, because nobody is there to enter them. */
export const wallParameters = {
  /** In the order in which they are shown; `null` for the default. */
  views: parseAsArrayOf(parseAsStringLiteral(WALL_VIEWS)),
  /** How long each view stays, in seconds. */
  dwell: parseAsInteger.withDefault(DWELL_SECONDS.default),
  theme: parseAsStringLiteral(THEMES).withDefault("dark"),
  /** How much larger than usual everything is drawn. */
  scale: parseAsFloat.withDefault(SCALE.min),
  /** The time zone of the clock; `null` for the screen's own. Days and months of money follow the billing time zone. */
  zone: parseAsZone,
  /** The hours in `zone` during which the screen is dimmed; `null` for never. */
  dim: parseAsNight,
};

const loadSettings = createLoader(wallParameters);

/** This screen's settings from its URL. Invalid ones count as not given. */
export function useWallSettings() {
  const search = useSearchParams();
  return useMemo(() => {
    const { dwell, scale, ...settings } = loadSettings(search);
    return {
      ...settings,
      dwell: clamp(dwell, DWELL_SECONDS.min, DWELL_SECONDS.max),
      scale: clamp(scale, SCALE.min, SCALE.max),
    };
  }, [search]);
}
export type WallSettings = ReturnType<typeof useWallSettings>;

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
