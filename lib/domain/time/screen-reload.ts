import { type EpochMs, HOUR_MS, MINUTE_MS } from "./epoch";
import { minuteOfDay } from "./minute-of-day";

/** When screens open their pages anew, on their own clocks. */
export const NIGHT = { fromMinute: 3 * 60, toMinute: 5 * 60 };
/** As far as clocks may be set back in a night: what was done before would else be done again. */
const CLOCKS_BACK_MS = HOUR_MS;
/** The last screens still have a while before the night ends. */
const JITTER_MINUTES = 105;
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
 * of a building come at once. `share` is from 0 up to, not including, 1. A page that was opened in this night waits for the next
 * one, and what is missed is made up for then.
 */
export function isNightlyReloadDue(pageAgeMs: number, now: EpochMs, timeZone: string, share: number): boolean {
  const minute = minuteOfDay(now, timeZone);
  const ownMinute = NIGHT.fromMinute + Math.floor(share * JITTER_MINUTES);
  if (minute < ownMinute || minute >= NIGHT.toMinute) return false;
  return pageAgeMs > (minute - NIGHT.fromMinute) * MINUTE_MS + CLOCKS_BACK_MS;
}
