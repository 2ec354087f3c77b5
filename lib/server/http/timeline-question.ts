import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import type { TimeWindow } from "@/lib/domain/time-window";
import { badRequest } from "./problem";
import { readTime, requireOrder } from "./time-question";

const DEFAULT_MS = 24 * 3_600_000;
const LONGEST_MS = 400 * 24 * 3_600_000;

/** Which time a request asks about: without `from`, the day before `to`; without `to`, until now. Throws a 400 for others. */
export function readTimelineWindow(query: URLSearchParams, timeZone: string, now: EpochMs): TimeWindow {
  const to = readTime(query, "to", timeZone) ?? now;
  const from = readTime(query, "from", timeZone) ?? to - DEFAULT_MS;
  requireOrder(from, to);
  if (to - from > LONGEST_MS) throw badRequest("A timeline covers at most 400 days. Choose a shorter range.");
  return { from, to };
}
