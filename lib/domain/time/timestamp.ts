import type { EpochMs } from "./epoch";

const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/i;
/** No cluster is older, and none outlives the century: 1970 and 9999 mean that there is no date. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * A provider's ISO 8601 time; without a zone, it is UTC. Anything else is `null`, and so are dates outside this century, with
 * which some providers mean "never" (years 1, 1970 and 9999).
 */
export function parseTimestamp(text: string | null | undefined): EpochMs | null {
  const match = text ? ISO_DATE_TIME.exec(text) : null;
  if (!match) return null;
  const time = Date.parse(match[1] === undefined ? `${match[0]}Z` : match[0]);
  return isPlausibleTime(time) ? time : null;
}

/** Whether a time that a provider gives can be meant as a date. */
export function isPlausibleTime(time: EpochMs): boolean {
  return time >= EARLIEST && time < LATEST;
}
