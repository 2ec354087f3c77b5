import { type EpochMs, MINUTE_MS } from "../time/epoch";

/** A screen's contact is written down once a minute, and one poll of it may be missed. */
const LIVE_MS = 2.5 * MINUTE_MS;

/** Whether a screen still polls, as far as is written down. */
export function isScreenLive(lastContactAt: EpochMs, now: EpochMs): boolean {
  return now - lastContactAt <= LIVE_MS;
}
