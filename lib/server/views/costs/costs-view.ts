import "server-only";
import type { Amount } from "@/lib/contract/amount";
import type { CostGrouping, Costs } from "@/lib/contract/costs";
import {
  forecastCost,
  roundCost,
  sumRates,
  sumUsd,
  type UsdMicros,
  usdMicrosPerHour,
  usedShare,
} from "@/lib/domain/money/cost";
import type { RateStep } from "@/lib/domain/money/rate-steps";
import { formatCounted } from "@/lib/domain/text/format";
import { type ClockJump, clockJumpSentence } from "@/lib/domain/time/clock-jump";
import { coverageOf, isCounted, type WatchedAccount } from "@/lib/domain/time/coverage";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { BucketUnit, TimeWindow } from "@/lib/domain/time/time-window";
import { observedShare, type Watch } from "@/lib/domain/time/watch";
import type { HistoryHealth } from "../../history/open-history";
import { type ClusterFilter, concernsAccount } from "../../history/read/cluster-filter";
import type { WindowDoubt } from "../../history/read/window-doubt";
import type { CostOutline, CostPeriods } from "./cost-outline";
import type { CostRates } from "./cost-rates";
import type { CostSeriesParts } from "./cost-series";
import { coverageView } from "./coverage-view";

/** What the ledger says to a query about costs. */
export interface CostFacts extends CostRates, Omit<CostOutline, "series"> {
  now: EpochMs;
  window: TimeWindow;
  bucket: BucketUnit;
  groupBy: CostGrouping;
  timeZone: string;
  billingTimeZone: string;
  /** The window, divided by the calendar. */
  buckets: readonly TimeWindow[];
  /** The current calendar month in `billingTimeZone`. */
  month: TimeWindow;
  periods: CostPeriods;
  filter: ClusterFilter;
  /** The accounts that have clusters here. */
  accountIds: ReadonlySet<string>;
  series: readonly CostSeriesParts[];
  doubt: Record<keyof CostPeriods, WindowDoubt>;
  /** The runs of every account in the query, over the buckets. */
  watches: readonly Watch[];
  /** The same over each period, or what of it a single cluster lived. */
  watched: Record<keyof CostPeriods, { window: TimeWindow; watches: readonly Watch[] }>;
  writing: HistoryHealth["writing"];
  providerFigure: NonNullable<Costs["providerFigure"]> | null;
  /** Latest first: the clock jumps that leave something in the window or the month in doubt. */
  clockJumps: readonly ClockJump[];
}

/** What comes from the configuration. */
export interface CostLabels {
  /** The label of a series: a provider's name, an account's label. */
  labelOf(groupBy: CostGrouping, key: string): string;
  /**
   * Whether its clusters may still accrue costs: an account that was removed from the configuration is no longer
   * watched.
   */
  isConfigured(accountId: string): boolean;
  /** Whether somebody took it out of the fleet: its costs stay, and say so. */
  isRetired(accountId: string): boolean;
  /** All accounts of the configuration: those that have never been read are missing from every amount. */
  accountIds(): readonly string[];
  /** Whether there is a page of a cluster. */
  hasPage(clusterId: string): boolean;
  /** The budget for a calendar month of a series, or of everything in the query (`null`). */
  budgetOf(groupBy: CostGrouping, key: string | null): UsdMicros | null;
}

/**
 * `GET /api/costs`. The points of a series add up to its total, and the series to the grand total, to the last micro.
 */
export function costsView(facts: CostFacts, labels: CostLabels): Costs {
  const { now, window, month, periods, watches, providerFigure } = facts;
  const shareOf = observedShares(facts);
  const starts = facts.buckets.map(({ from }) => isoTime(from));
  const series = facts.series.map((one) => seriesView(one, facts, labels, { starts, shareOf }));
  const current = [...facts.current].filter(([accountId]) => labels.isConfigured(accountId));
  const runRate = sumRates(current.map(([, charged]) => charged.usdMicrosPerHour)) ?? usdMicrosPerHour(0);
  const firstReading = watches.reduce((first, { span }) => Math.min(first, span.from), Number.POSITIVE_INFINITY);
  const amountOf = (period: keyof CostPeriods, usdMicros: UsdMicros) => amountView(facts, labels, period, usdMicros);
  const { usdMicros: totalUsdMicros, ...certainty } = amountOf(
    "window",
    sumUsd(series.map(({ totalUsdMicros: own }) => own)),
  );
  const spent = roundCost(facts.monthToDate);
  return {
    generatedAt: isoTime(now),
    from: isoTime(window.from),
    to: isoTime(window.to),
    bucket: facts.bucket,
    timeZone: facts.timeZone,
    billingTimeZone: facts.billingTimeZone,
    totalUsdMicros,
    ...certainty,
    previous: {
      ...amountOf("previous", roundCost(facts.previous)),
      from: isoTime(periods.previous.from),
      to: isoTime(periods.previous.to),
    },
    runRateUsdMicrosPerHour: runRate,
    unpricedClusters: current.reduce((sum, [, { unpricedClusters }]) => sum + unpricedClusters, 0),
    today: amountOf("today", roundCost(facts.today)),
    yesterday: amountOf("yesterday", roundCost(facts.yesterday)),
    month: { ...amountOf("month", spent), from: isoTime(month.from), to: isoTime(month.to) },
    forecastMonthUsdMicros: forecastCost(facts.monthToDate, runRate, month.to - now),
    budget: budgetView(labels.budgetOf(facts.groupBy, null), spent),
    series,
    rate: facts.rate.map(rateView),
    gaps: gapsView(facts, labels),
    accounts: watches.map(({ accountId, readAt }) => ({ id: accountId, readAt: isoTime(readAt) })),
    history: {
      since: Number.isFinite(firstReading) ? isoTime(firstReading) : null,
      problem: problemView(facts),
    },
    ...(providerFigure && { providerFigure }),
  };
}

/** It matters more that nothing is being written than that something was doubtful. */
function problemView({ writing, clockJumps: [jump] }: CostFacts): Costs["history"]["problem"] {
  if (writing) return { cause: "storage", detail: writing.error.message, since: isoTime(writing.since) };
  return jump ? { cause: "clock", detail: clockJumpSentence(jump), since: isoTime(jump.at) } : null;
}

function amountView(
  { doubt, watched, filter, now }: CostFacts,
  { accountIds, labelOf }: CostLabels,
  period: keyof CostPeriods,
  usdMicros: UsdMicros,
): Amount {
  const { window, watches } = watched[period];
  const toWatch = accountIds().filter((id) => concernsAccount(filter, id));
  const coverage = coverageOf(watches.map(overAll), toWatch, window, now);
  const { errorUsdMicros, unpricedMs } = doubt[period];
  return {
    ...{ usdMicros, errorUsdMicros, unpricedClusterHours: hoursOf(unpricedMs) },
    ...coverageView(coverage, (accountId) => labelOf("account", accountId)),
  };
}

function isPeriodCounted(
  { window, watches }: CostFacts["watched"]["window"],
  accountIds: readonly string[],
  now: EpochMs,
) {
  const own = watches.filter(({ accountId }) => accountIds.includes(accountId));
  return isCounted(coverageOf(own.map(overAll), accountIds, window, now));
}

type ShareOf = (accountIds: readonly string[]) => readonly number[];

function seriesView(
  { key, count, clusterName, accountIds, monthToDate, previous, parts }: CostSeriesParts,
  { groupBy, seriesRates, watched, now }: CostFacts,
  { labelOf, budgetOf, hasPage, isRetired }: CostLabels,
  { starts, shareOf }: { starts: readonly string[]; shareOf: ShareOf },
): Costs["series"][number] {
  const shares = shareOf(accountIds);
  const points = starts.map((start, index) => ({
    start,
    usdMicros: parts[index] ?? sumUsd([]),
    observedShare: shares[index] ?? 0,
  }));
  const budget = budgetView(budgetOf(groupBy, key), roundCost(monthToDate));
  const rate = seriesRates.get(key);
  const retired = accountIds.length > 0 && accountIds.every(isRetired);
  return {
    key,
    label: count > 1 ? formatCounted(count, "other") : (clusterName ?? labelOf(groupBy, key)),
    ...(count > 1 && { othersCount: count }),
    ...(retired && { retired }),
    ...(groupBy === "cluster" && count === 1 && { hasPage: hasPage(key) }),
    totalUsdMicros: sumUsd(parts),
    previousUsdMicros: roundCost(previous),
    previousIsCounted: isPeriodCounted(watched.previous, accountIds, now),
    points,
    ...(rate && { rate: rate.map(rateView) }),
    ...(budget && { budget }),
  };
}

/** Rounded to a thousandth: the smallest share of an hour that a reader can picture. */
export function hoursOf(ms: number): number {
  return Math.round((ms / HOUR_MS) * 1_000) / 1_000;
}

function rateView({ at, usdMicrosPerHour: rate }: RateStep): Costs["rate"][number] {
  return { at: isoTime(at), usdMicrosPerHour: rate };
}

function budgetView(budget: UsdMicros | null, spent: UsdMicros): Costs["budget"] {
  return budget === null ? null : { usdMicros: budget, usedShare: usedShare(spent, budget) };
}

function gapsView({ watches, accountIds }: CostFacts, { labelOf }: CostLabels): Costs["gaps"] {
  return watches
    .filter(({ accountId }) => accountIds.has(accountId))
    .flatMap(({ accountId, gaps }) =>
      gaps.map(({ from, to }) => ({
        from: isoTime(from),
        to: isoTime(to),
        label: labelOf("account", accountId),
      })),
    );
}

function overAll({ accountId, span, observedMs }: Watch): WatchedAccount {
  return { accountId, span, observedMs: observedMs.reduce((sum, ms) => sum + ms, 0) };
}

/** The observed share of every bucket, computed once for each set of accounts. */
function observedShares({ watches, buckets, now }: CostFacts): ShareOf {
  const known = new Map<string, number[]>();
  return (accountIds) => {
    const key = accountIds.toSorted().join();
    const own = watches.filter(({ accountId }) => accountIds.includes(accountId));
    const shares =
      known.get(key) ??
      buckets.map((bucket, index) => {
        const inBucket = own.map(({ span, observedMs }) => ({ span, observedMs: observedMs[index] ?? 0 }));
        return observedShare(inBucket, bucket, now);
      });
    known.set(key, shares);
    return shares;
  };
}
