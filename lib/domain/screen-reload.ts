import type { EpochMs } from "./cluster";
import { minuteOfDay } from "./minute-of-day";

const HOUR_MS = 3_600_000;
const NIGHT_FROM_MINUTE = 3 * 60;
const NIGHT_TO_MINUTE = 5 * 60;
/** The last screens still have a while before the night ends. */
const JITTER_MINUTES = 105;
/** A page that was opened this night is not opened again before the next. */
const SHORTEST_LIFE_MS = 12 * HOUR_MS;
/** How soon a reload for the same build is tried again, where the first one brought the old build back. */
const SAME_BUILD_AGAIN_MS = HOUR_MS;

/** The reload for a new build that this screen made last. */
export interface BuildReload {
  build: string;
  at: EpochMs;
}

/** Whether the page should open itself anew because the server runs another build; never again and again for the same one. */
export function isBuildReloadDue(
  ownBuild: string,
  serverBuild: string | null,
  last: BuildReload | null,
  now: EpochMs,
): boolean {
  if (serverBuild === null || serverBuild === ownBuild) return false;
  // Several servers, of which some run the old build: whoever answered the reload was one of those.
  return last?.build !== serverBuild || Math.abs(now - last.at) >= SAME_BUILD_AGAIN_MS;
}

/**
 * Whether it is this screen's time of the night: each has a minute of its own between three and five o'clock, so that not all
 * of a building come at once. `share` is from 0 up to, not including, 1. What is missed is made up for the next night.
 */
export function isNightlyReloadDue(pageAgeMs: number, now: EpochMs, timeZone: string, share: number): boolean {
  if (pageAgeMs < SHORTEST_LIFE_MS) return false;
  const minute = minuteOfDay(now, timeZone);
  return minute >= NIGHT_FROM_MINUTE + Math.floor(share * JITTER_MINUTES) && minute < NIGHT_TO_MINUTE;
}
