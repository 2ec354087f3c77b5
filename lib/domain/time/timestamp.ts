import type { EpochMs } from "./epoch";

const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/i;
const ZERO_DATE_BEFORE = Date.UTC(1971, 0, 1);

/**
 * A provider's ISO 8601 time; without a zone, it is UTC. Anything else is `null`, and so are the zero dates (year 1, 1970) with
 * which some providers mean "never".
 */
export function parseTimestamp(text: string | null | undefined): EpochMs | null {
  const match = text ? ISO_DATE_TIME.exec(text) : null;
  if (!match) return null;
  const time = Date.parse(match[1] === undefined ? `${match[0]}Z` : match[0]);
  return Number.isNaN(time) || time < ZERO_DATE_BEFORE ? null : time;
}
