import "server-only";
import type { Cluster } from "@/lib/contract/fleet";
import { FAILURE_HOURS } from "@/lib/domain/cluster/failures";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import { type MonthToDate, readMonthToDate } from "../costs/month-to-date";

/** The part of the fleet answer that comes from the history. */
export interface HistorySummary {
  /** By cluster id. */
  recentRates: ReadonlyMap<string, NonNullable<Cluster["recentRates"]>>;
  /** How often clusters failed, for those that did. */
  failures: ReadonlyMap<string, number>;
  /** `null` for guests who see no costs. */
  month: MonthToDate | null;
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

export async function readHistorySummary(history: History, query: SummaryQuery): Promise<HistorySummary> {
  const { now, filter } = query;
  const month = await readMonthToDate(history, query);
  const failures = await readRecentFailures(history, query);
  // By the hour, or every cluster would be another with each summary.
  const from = Math.floor((now - RECENT_MS) / HOUR_MS) * HOUR_MS;
  const rates = await history.readRates({ from, to: now }, filter, MAX_CHANGES);
  return {
    recentRates: new Map(
      (rates ?? []).map(({ clusterId, intervals }) => [
        clusterId,
        intervals.map((interval) => [isoTime(Math.max(interval.from, from)), interval.usdMicrosPerHour]),
      ]),
    ),
    failures,
    month,
  };
}

/** The part of it that says nothing about costs. */
export async function readHistoryWithoutCosts(
  history: History,
  query: Pick<SummaryQuery, "now" | "filter">,
): Promise<HistorySummary> {
  return { recentRates: new Map(), failures: await readRecentFailures(history, query), month: null };
}

function readRecentFailures(history: History, { now, filter }: Pick<SummaryQuery, "now" | "filter">) {
  // By the minute, so that it is the same on all servers that read it in one.
  const from = Math.floor((now - FAILURE_HOURS * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  return history.readFailures({ from, to: now }, filter, MAX_CHANGES);
}
