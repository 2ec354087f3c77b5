import { DAY_MS, type EpochMs } from "./epoch";
import { zoneFormat } from "./zone-format";

/** A calendar day, without a time zone: "2026-11-20". */
export type CalendarDate = string;

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Canadian dates are written as ISO 8601 writes them. */
const isoDate = zoneFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/** The day at a moment in a time zone. */
export function dateAt(at: EpochMs, timeZone: string): CalendarDate {
  return isoDate(timeZone).format(at);
}

/** Whether the text is a day that exists. */
export function isCalendarDate(text: string): boolean {
  const time = PATTERN.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && toDate(time) === text;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return toDate(Date.parse(date) + days * DAY_MS);
}

export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** The first day of the month `months` after this day's. */
export function firstOfMonth(date: CalendarDate, months = 0): CalendarDate {
  const day = new Date(date);
  return toDate(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
}

function toDate(time: EpochMs): CalendarDate {
  return new Date(time).toISOString().slice(0, 10);
}
