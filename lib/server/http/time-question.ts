import "server-only";
import { isCalendarDate } from "@/lib/domain/calendar-date";
import type { EpochMs } from "@/lib/domain/cluster";
import { isTimeZone } from "@/lib/domain/time-window";
import { badRequest } from "./problem";

/** A time or a day of the calendar of `timeZone`; `null` when it is not given. Throws a 400 that says what would be right. */
export function readTime(query: URLSearchParams, name: "from" | "to", timeZone: string): EpochMs | null {
  const text = query.get(name);
  if (text === null || text === "") return null;
  const time = isCalendarDate(text) ? startOfDay(text, timeZone) : parseInstant(text);
  if (time !== null) return time;
  throw badRequest(`${name} must be a day such as 2026-11-01 or a time such as 2026-11-01T12:00:00Z.`);
}

export function readTimeZone(query: URLSearchParams, fallback: string): string {
  const timeZone = query.get("timeZone") ?? fallback;
  if (isTimeZone(timeZone)) return timeZone;
  throw badRequest("timeZone must be the name of a time zone, such as Europe/Berlin or UTC.");
}

/** One of a few words. */
export function readChoice<Choice extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const text = query.get(name) ?? fallback;
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw badRequest(`${name} must be one of ${choices.join(", ")}.`);
}

export function requireOrder(from: EpochMs | null, to: EpochMs | null): void {
  if (from !== null && to !== null && from >= to) throw badRequest("from must lie before to.");
}

function startOfDay(date: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

function parseInstant(text: string): EpochMs | null {
  try {
    const { epochMilliseconds } = Temporal.Instant.from(text);
    return Math.abs(epochMilliseconds) > 253_402_300_799_999 ? null : epochMilliseconds;
  } catch {
    return null;
  }
}
