import { zoneTime } from "@/components/charts/zone-time";
import type { Costs } from "@/lib/contract/costs";
import { dateAt } from "@/lib/domain/time/calendar-date";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** Two polls, plus time for the answer on its way. */
const MAX_AGE_MS = 130_000;

interface CostsAnswer {
  costs: Costs;
  /** When it arrived. */
  receivedAt: EpochMs;
  /** From the last attempt. */
  error: Error | null;
}

/** For costs that are not current: from when they are, and why. */
export interface OldCosts {
  at: EpochMs;
  reason: "History is not being written" | "The server has not sent costs since";
}

/** `null` if the costs are current. */
export function oldCostsOf({ costs, receivedAt, error }: CostsAnswer, now: EpochMs): OldCosts | null {
  const at = Date.parse(costs.generatedAt);
  const { problem } = costs.history;
  if (problem?.cause === "storage")
    return { at: Math.min(at, Date.parse(problem.since)), reason: "History is not being written" };
  // A clock that was set back must not make an answer look younger.
  const isOld = error !== null || Math.abs(now - receivedAt) > MAX_AGE_MS;
  return isOld ? { at, reason: "The server has not sent costs since" } : null;
}

/** "14:02", or "20 Nov, 14:02" if that was another day. */
export function timeWords(at: EpochMs, now: EpochMs, timeZone: string): string {
  return zoneTime(at, timeZone, dateAt(at, timeZone) === dateAt(now, timeZone) ? "hour" : "minute");
}
