import { type EpochMs, HOUR_MS, MINUTE_MS } from "./epoch";
import { minuteOfDay } from "./minute-of-day";

/** When screens reload their pages, in their own time zone. */
export const NIGHT = { fromMinute: 3 * 60, toMinute: 5 * 60 };
/** How far clocks may go back in a night; without allowing for it, a screen would reload twice. */
const CLOCKS_BACK_MS = HOUR_MS;
/** Leaves the last screens some time before the night ends. */
const JITTER_MINUTES = 105;
/** How soon a reload for the same build is tried again if the first one brought back the old build. */
const SAME_BUILD_AGAIN_MS = HOUR_MS;

/** This screen's last reload for a new build. */
export interface BuildReload {
  build: string;
  at: EpochMs;
}

/** Whether the page should reload because the server runs another build; never over and over for the same one. */
export function isBuildReloadDue(
  ownBuild: string,
  serverBuild: string | null,
  last: BuildReload | null,
  now: EpochMs,
): boolean {
  if (serverBuild === null || serverBuild === ownBuild) return false;
  // If some of several servers still run the old build, one of them may have answered the reload.
  return last?.build !== serverBuild || Math.abs(now - last.at) >= SAME_BUILD_AGAIN_MS;
}

/**
 * Whether it is this screen's time of the night: each screen has its own minute between three and five o'clock, so that not all
 * screens of a building reload at once. `share` is from 0 up to, not including, 1. A page opened during this night waits for the next
 * one, which also makes up for a missed reload.
 */
export function isNightlyReloadDue(pageAgeMs: number, now: EpochMs, timeZone: string, share: number): boolean {
  const minute = minuteOfDay(now, timeZone);
  const ownMinute = NIGHT.fromMinute + Math.floor(share * JITTER_MINUTES);
  if (minute < ownMinute || minute >= NIGHT.toMinute) return false;
  return pageAgeMs > (minute - NIGHT.fromMinute) * MINUTE_MS + CLOCKS_BACK_MS;
}
