import { type EpochMs, MINUTE_MS } from "../time/epoch";

/** A screen's contact is recorded once a minute, and one of these may be missed. */
const LIVE_MS = 2.5 * MINUTE_MS;

/** Whether a screen is still polling, as far as recorded. */
export function isScreenLive(lastContactAt: EpochMs, now: EpochMs): boolean {
  return now - lastContactAt <= LIVE_MS;
}
