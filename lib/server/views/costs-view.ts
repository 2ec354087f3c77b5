import "server-only";
import type { CostGrouping, Costs } from "@/lib/contract/costs";
import { type ClockJump, clockJumpSentence } from "@/lib/domain/clock-jump";
import type { EpochMs } from "@/lib/domain/cluster";
import {
  costSince,
  forecastCost,
  roundCost,
  sumRates,
  sumUsd,
  type UsdMicros,
  usdMicrosPerHour,
  usedShare,
} from "@/lib/domain/cost";
import { formatCount } from "@/lib/domain/format";
import { observedShare, type PollRun, unwatchedTimes } from "@/lib/domain/poll-run";
import type { RateStep } from "@/lib/domain/rate-steps";
import type { BucketUnit, TimeWindow } from "@/lib/domain/time-window";
import type { CostSample } from "../history/cost-samples";
import type { HistoryHealth } from "../history/open-history";
import type { WindowDoubt } from "../history/window-doubt";
import { accruedAt, type CostSeriesParts } from "./cost-series";
import { isoTime } from "./iso-time";

/** What the ledger says to a question about costs. */
export interface CostFacts {
  now: EpochMs;
  window: TimeWindow;
  bucket: BucketUnit;
  groupBy: CostGrouping;
  timeZone: string;
  /** The window, cut by the calendar. */
  buckets: readonly TimeWindow[];
  /** The calendar day and month around now. */
  day: TimeWindow;
  month: TimeWindow;
  /** At the ends of every bucket, at the start of the day and of the month, and now. */
  samples: readonly CostSample[];
  series: readonly CostSeriesParts[];
  doubt: { window: WindowDoubt; today: WindowDoubt; month: WindowDoubt };
  runs: readonly PollRun[];
  rate: readonly RateStep[];
  /** Of some series, by key. */
  seriesRates: ReadonlyMap<string, readonly RateStep[]>;
  writing: HistoryHealth["writing"];
  /** Latest first: after which something of the window or the month is doubtful. */
  clockJumps: readonly ClockJump[];
}

/** What the configuration adds. */
export interface CostLabels {
  /** How a series is written: a provider's name, a connection's label. */
  labelOf(groupBy: CostGrouping, key: string): string;
  /** Whether its clusters may still be charged for: one that was taken out of the configuration is not watched any more. */
  isConfigured(connectionId: string): boolean;
  /** The budget for a calendar month of a series, or of everything that was asked about (`null`). */
  budgetOf(groupBy: CostGrouping, key: string | null): UsdMicros | null;
}

const MS_PER_HOUR = 3_600_000;

/** `GET /api/costs`. The points of a series add up to its total, and the series to the whole, to the last micro. */
export function costsView(facts: CostFacts, labels: CostLabels): Omit<Costs, "providerFigure"> {
  const { now, window, day, month, samples, runs, doubt } = facts;
  const shareOf = observedShares(facts);
  const series = facts.series.map((one) => seriesView(one, facts, labels, shareOf));
  const current = samples.filter(({ at, connectionId }) => at === now && labels.isConfigured(connectionId));
  const runRate = sumRates(current.map((sample) => sample.usdMicrosPerHour)) ?? usdMicrosPerHour(0);
  const accrued = accruedAt(samples, now);
  const monthToDate = costSince(accruedAt(samples, month.from), accrued);
  const firstReading = Math.min(...runs.map(({ startedAt }) => startedAt));
  return {
    generatedAt: isoTime(now),
    from: isoTime(window.from),
    to: isoTime(window.to),
    bucket: facts.bucket,
    timeZone: facts.timeZone,
    totalUsdMicros: sumUsd(series.map(({ totalUsdMicros }) => totalUsdMicros)),
    errorUsdMicros: doubt.window.errorUsdMicros,
    unpricedClusterHours: unpricedHours(doubt.window),
    observedShare: observedShare(runs, window, now),
    runRateUsdMicrosPerHour: runRate,
    unpricedClusters: current.reduce((sum, { unpricedClusters }) => sum + unpricedClusters, 0),
    today: {
      usdMicros: roundCost(costSince(accruedAt(samples, day.from), accrued)),
      errorUsdMicros: doubt.today.errorUsdMicros,
      unpricedClusterHours: unpricedHours(doubt.today),
    },
    month: {
      usdMicros: roundCost(monthToDate),
      errorUsdMicros: doubt.month.errorUsdMicros,
      unpricedClusterHours: unpricedHours(doubt.month),
      from: isoTime(month.from),
      to: isoTime(month.to),
    },
    forecastMonthUsdMicros: forecastCost(monthToDate, runRate, month.to - now),
    budget: budgetView(labels.budgetOf(facts.groupBy, null), roundCost(monthToDate)),
    series,
    rate: facts.rate.map(rateView),
    gaps: gapsView(facts, labels),
    history: {
      since: Number.isFinite(firstReading) ? isoTime(firstReading) : null,
      problem: problemView(facts),
    },
  };
}

/** That nothing is written matters more than that something was doubtful. */
function problemView({ writing, clockJumps: [jump] }: CostFacts): Costs["history"]["problem"] {
  if (writing) return { cause: "storage", detail: writing.error.message, since: isoTime(writing.since) };
  return jump ? { cause: "clock", detail: clockJumpSentence(jump), since: isoTime(jump.at) } : null;
}

type ShareOf = (samples: readonly CostSample[]) => number[];

function seriesView(
  { key, count, samples, parts }: CostSeriesParts,
  { buckets, groupBy, month, now, seriesRates }: CostFacts,
  { labelOf, budgetOf }: CostLabels,
  shareOf: ShareOf,
): Costs["series"][number] {
  const shares = shareOf(samples);
  const points = buckets.map(({ from }, index) => ({
    start: isoTime(from),
    usdMicros: parts[index] ?? sumUsd([]),
    observedShare: shares[index] ?? 0,
  }));
  const monthToDate = roundCost(costSince(accruedAt(samples, month.from), accruedAt(samples, now)));
  const budget = budgetView(budgetOf(groupBy, key), monthToDate);
  const rate = seriesRates.get(key);
  return {
    key,
    label: count > 1 ? `${formatCount(count)} others` : (samples[0]?.clusterName ?? labelOf(groupBy, key)),
    ...(count > 1 && { othersCount: count }),
    totalUsdMicros: sumUsd(parts),
    points,
    ...(rate && { rate: rate.map(rateView) }),
    ...(budget && { budget }),
  };
}

/** To the thousandth: a share of an hour that a reader can still picture. */
function unpricedHours({ unpricedMs }: WindowDoubt): number {
  return Math.round((unpricedMs / MS_PER_HOUR) * 1_000) / 1_000;
}

function rateView({ at, usdMicrosPerHour: rate }: RateStep): Costs["rate"][number] {
  return { at: isoTime(at), usdMicrosPerHour: rate };
}

function budgetView(budget: UsdMicros | null, spent: UsdMicros): Costs["budget"] {
  return budget === null ? null : { usdMicros: budget, usedShare: usedShare(spent, budget) };
}

function gapsView({ runs, samples, window, now }: CostFacts, { labelOf }: CostLabels): Costs["gaps"] {
  const connections = new Set(samples.map(({ connectionId }) => connectionId));
  const byConnection = Map.groupBy(runs, ({ connectionId }) => connectionId);
  return [...byConnection]
    .filter(([connectionId]) => connections.has(connectionId))
    .flatMap(([connectionId, own]) =>
      unwatchedTimes(own, window, now).map(({ from, to }) => ({
        from: isoTime(from),
        to: isoTime(to),
        label: labelOf("connection", connectionId),
      })),
    );
}

/** The observed share of every bucket, computed once for each set of connections. */
function observedShares({ runs, buckets, now }: CostFacts): ShareOf {
  const known = new Map<string, number[]>();
  return (samples) => {
    const connections = new Set(samples.map(({ connectionId }) => connectionId));
    const key = [...connections].sort().join();
    const own = runs.filter(({ connectionId }) => connections.has(connectionId));
    const shares = known.get(key) ?? buckets.map((bucket) => observedShare(own, bucket, now));
    known.set(key, shares);
    return shares;
  };
}
