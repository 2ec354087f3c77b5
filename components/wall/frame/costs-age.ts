import { zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { dateAt } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** Two polls, and the answer that is on its way. */
const MOST_AGE_MS = 130_000;

interface CostsAnswer {
  costs: Costs;
  /** When it came. */
  receivedAt: EpochMs;
  /** Of the last try. */
  error: Error | null;
}

/** Of when costs are that are not of now, and why that is so. */
export interface OldCosts {
  at: EpochMs;
  reason: "History is not being written" | "The costs were not answered since";
}

/** `null` where the costs are of now. */
export function oldCostsOf({ costs, receivedAt, error }: CostsAnswer, now: EpochMs): OldCosts | null {
  const at = Date.parse(costs.generatedAt);
  const { problem } = costs.history;
  if (problem?.cause === "storage")
    return { at: Math.min(at, Date.parse(problem.since)), reason: "History is not being written" };
  // A clock that was set back makes nothing younger.
  const isOld = error !== null || Math.abs(now - receivedAt) > MOST_AGE_MS;
  return isOld ? { at, reason: "The costs were not answered since" } : null;
}

/** "14:02"; of another day "20 Nov, 14:02". */
export function timeWords(at: EpochMs, now: EpochMs, timeZone: string): string {
  return zoneTime(at, timeZone, dateAt(at, timeZone) === dateAt(now, timeZone) ? "hour" : "minute");
}
