import "server-only";
import { isCalendarDate } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { findTimeZone } from "@/lib/domain/time/time-window";
import { badRequest } from "../refusal";

/**
 * Nothing was recorded before these years, nor will be after them, and not every part can handle dates further away.
 */
const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;
/** A day begins up to 14 hours earlier than it does in UTC. */
const EARLIEST = Date.UTC(FIRST_YEAR, 0, 0);
const LATEST = Date.UTC(LAST_YEAR + 1, 0, 1) - 1;

/** A time, or a calendar day in `timeZone`; `null` if it is not given. Throws a 400 that says what would be right. */
export function readTime(query: URLSearchParams, name: "from" | "to", timeZone: string): EpochMs | null {
  const text = query.get(name);
  if (text === null || text === "") return null;
  const time = isCalendarDate(text) ? startOfDay(text, timeZone) : parseInstant(text);
  if (time === null) {
    throw badRequest(`${name} must be a day such as 2026-11-01 or a time such as 2026-11-01T12:00:00Z.`);
  }
  if (time < EARLIEST || time > LATEST) {
    throw badRequest(`${name} must lie between the years ${FIRST_YEAR} and ${LAST_YEAR}.`);
  }
  return time;
}

/** The id or alias of a cluster; `null` if it is not given. Throws a 400 for text that no database accepts. */
export function readId(query: URLSearchParams, name: string): string | null {
  const text = query.get(name);
  if (text?.includes("\0")) throw badRequest(`${name} must not hold control characters.`);
  return text;
}

export function readTimeZone(query: URLSearchParams, fallback: string): string {
  const timeZone = findTimeZone(query.get("timeZone") ?? fallback);
  if (timeZone !== null) return timeZone;
  throw badRequest("timeZone must be the name of a time zone, such as Europe/Berlin or UTC.");
}

/** A parameter with a few allowed values. */
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
  if (from !== null && to !== null && from >= to) throw badRequest("from must be before to.");
}

function startOfDay(date: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

function parseInstant(text: string): EpochMs | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}
