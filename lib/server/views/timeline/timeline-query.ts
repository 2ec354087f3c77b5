import "server-only";
import { formatCount } from "@/lib/domain/text/format";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { MAX_TIMELINE_ROWS, type StoredTimeline } from "../../history/read/read-timeline";
import { badRequest } from "../../refusal";
import { readTime, requireOrder } from "../time-query";

const DEFAULT_MS = DAY_MS;
const MAX_WINDOW_MS = 400 * DAY_MS;

/** What each query parameter means, for readers of the API description. */
export const TIMELINE_QUERY = {
  from: "A day or a time; a day before `to` unless given",
  to: "A day or a time; now unless given, and never later",
};

/**
 * The window that a request covers: without `from`, the day before `to`; without `to`, until now. A `to` in the future
 * is treated as now. Throws a 400 for an impossible window.
 */
export function readTimelineWindow(query: URLSearchParams, timeZone: string, now: EpochMs): TimeWindow {
  const to = Math.min(readTime(query, "to", timeZone) ?? now, now);
  const from = readTime(query, "from", timeZone) ?? to - DEFAULT_MS;
  if (from > now) throw badRequest("from must be before now.");
  requireOrder(from, to);
  if (to - from > MAX_WINDOW_MS) throw badRequest("A timeline covers at most 400 days. Choose a shorter range.");
  return { from, to };
}

/** Throws a 400 if the timeline is longer than anybody could read. */
export function requireWhole({ isCut, areNodesCut }: StoredTimeline, withNodes: boolean): void {
  if (!isCut && !(withNodes && areNodesCut)) return;
  const max = formatCount(MAX_TIMELINE_ROWS);
  throw badRequest(`This cluster changed more than ${max} times in this range. Choose a shorter range.`);
}
