import { dateAt } from "./calendar-date";
import { type EpochMs, MINUTE_MS } from "./epoch";

const QUARTER_HOUR_MS = 15 * MINUTE_MS;
const DAY_STEPS = 64;

/** When the day began in a time zone. */
export function startOfDay(at: EpochMs, timeZone: string): EpochMs {
  const date = dateAt(at, timeZone);
  // Days begin on a quarter of an hour everywhere; searching backwards also copes with clock changes.
  let start = Math.floor(at / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  for (let step = DAY_STEPS; step >= 1; step = Math.floor(step / 2)) {
    while (dateAt(start - step * QUARTER_HOUR_MS, timeZone) === date) start -= step * QUARTER_HOUR_MS;
  }
  return start;
}

/** When the day began in this machine's time zone. */
export function startOfOwnDay(at: EpochMs): EpochMs {
  return new Date(at).setHours(0, 0, 0, 0);
}
