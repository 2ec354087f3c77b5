import "server-only";
import type { Cluster, Totals } from "@/lib/contract/fleet";
import { NO_COST, roundCost, sumCosts } from "@/lib/domain/money/cost";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import { calendarUnitAround } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import { costIn } from "../costs/cost-outline";

/** The part of the fleet answer that comes from the history. */
export interface HistorySummary {
  /** By cluster id. */
  recentRates: ReadonlyMap<string, NonNullable<Cluster["recentRates"]>>;
  month: NonNullable<Totals["month"]>;
}

/** The longest day has 25 hours; one more for a page that was loaded a while ago. */
const RECENT_MS = 26 * HOUR_MS;
/** A bound on the work, not a promise: a fleet that changes more often shows no sparklines. */
const MAX_CHANGES = 20_000;

interface SummaryQuery {
  timeZone: string;
  now: EpochMs;
  filter: ClusterFilter;
}

export async function readHistorySummary(
  history: History,
  { timeZone, now, filter }: SummaryQuery,
): Promise<HistorySummary> {
  const month = calendarUnitAround(now, "month", timeZone);
  let monthToDate = NO_COST;
  for await (const samples of history.sampleCosts([month.from, now], "group", filter)) {
    monthToDate = sumCosts([monthToDate, ...samples.map((sample) => costIn(sample, { from: month.from, to: now }))]);
  }
  const doubt = await history.readWindowDoubt({ from: month.from, to: now }, filter);
  const rates = await history.readRates({ from: now - RECENT_MS, to: now }, filter, MAX_CHANGES);
  return {
    recentRates: new Map(
      (rates ?? []).map(({ clusterId, intervals }) => [
        clusterId,
        intervals.map(({ from, usdMicrosPerHour }) => [isoTime(Math.max(from, now - RECENT_MS)), usdMicrosPerHour]),
      ]),
    ),
    month: {
      usdMicros: roundCost(monthToDate),
      errorUsdMicros: doubt.errorUsdMicros,
      timeZone,
    },
  };
}
