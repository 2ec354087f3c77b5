import "server-only";
import { Cron } from "croner";
import type { WeeklyWindow } from "@/lib/domain/alerts/weekly-window";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";

/** No window is longer than a day and the hour by which clocks change. */
const MAX_WINDOW_MS = DAY_MS + 60 * MINUTE_MS;

interface Stretch {
  from: EpochMs;
  until: EpochMs;
}

/**
 * The stretches of a weekly window around a moment: those that ended within the past day, the one that lasts, and the next. A time that a
 * clock skips counts as the one it skips to, and of a time that it repeats the first counts.
 */
export function stretchesAround({ days, start, end, timeZone }: WeeklyWindow, now: EpochMs): Stretch[] {
  const [hour = "", minute = ""] = start.split(":");
  const starts = new Cron(`${Number(minute)} ${Number(hour)} * * ${days.join(",")}`, { timezone: timeZone });
  const found: Stretch[] = [];
  let next = starts.nextRun(new Date(now - DAY_MS - MAX_WINDOW_MS));
  while (next !== null) {
    const from = next.getTime();
    found.push({ from, until: endOf(from, end, timeZone) });
    if (from > now) break;
    next = starts.nextRun(next);
  }
  return found.filter(({ until }) => until > now - DAY_MS);
}

/** The first time after `from` at which the clocks of the zone show `end`. */
function endOf(from: EpochMs, end: string, timeZone: string): EpochMs {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const sameDay = start.toPlainDate().toZonedDateTime({ timeZone, plainTime: end });
  const ends =
    Temporal.ZonedDateTime.compare(sameDay, start) > 0
      ? sameDay
      : start.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: end });
  return ends.epochMilliseconds;
}
