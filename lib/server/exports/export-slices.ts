import "server-only";
import type { ClusterStatus } from "@/lib/domain/cluster";
import { exactCost, type RateInterval, roundParts, sumUsd, type UsdMicros } from "@/lib/domain/cost";
import { costError } from "@/lib/domain/cost-error";
import { type CostStep, nextCostStep } from "@/lib/domain/cost-step";
import type { LedgerRow } from "@/lib/domain/ledger";
import { groupByWindow, overlapMs, type TimeWindow } from "@/lib/domain/time-window";
import { doubtError } from "../history/clock-doubt";
import type { ClusterIntervals } from "../history/read-intervals";

/** How the configuration writes providers and connections. */
export interface ExportLabels {
  providerLabel(provider: string): string;
  connectionLabel(connectionId: string): string;
}

/** A row of the ledger as a time with a price. */
export interface StatusInterval extends RateInterval {
  status: ClusterStatus;
}

/** What a cluster was in one bucket. */
export interface ExportSlice {
  bucket: TimeWindow;
  intervals: readonly StatusInterval[];
  errorUsdMicros: UsdMicros;
}

/** A cluster's ledger, cut into buckets; those in which it was not there are left out. */
export function exportSlices(
  { rows, watchedUntil, doubts }: ClusterIntervals,
  buckets: readonly TimeWindow[],
): ExportSlice[] {
  const intervals = rows.map(({ startedAt, endedAt, usdMicrosPerHour, status }) => ({
    from: startedAt,
    to: endedAt ?? Math.max(startedAt, watchedUntil),
    usdMicrosPerHour,
    status,
  }));
  const steps = stepsAround(costSteps(rows), buckets);
  return groupByWindow(intervals, buckets).flatMap((own, index) => {
    const bucket = buckets[index];
    if (bucket === undefined || own.length === 0) return [];
    const errorUsdMicros = sumUsd([costError(steps[index] ?? [], bucket), doubtError(doubts, bucket)]);
    return [{ bucket, intervals: own, errorUsdMicros }];
  });
}

/** Amounts that add up to the rounded cost of all of them. */
export function roundedCosts(
  parts: readonly { intervals: readonly RateInterval[]; bucket: TimeWindow }[],
): UsdMicros[] {
  return roundParts(parts.map(({ intervals, bucket }) => exactCost(intervals, bucket)));
}

export function hoursOf(intervals: readonly RateInterval[], bucket: TimeWindow): number {
  const ms = intervals.reduce((sum, interval) => sum + overlapMs(interval, bucket), 0);
  return Math.round((ms / 3_600_000) * 1_000_000) / 1_000_000;
}

function costSteps(rows: readonly LedgerRow[]): CostStep[] {
  const steps: CostStep[] = [];
  rows.forEach((row, index) => {
    const previous = rows[index - 1];
    const closed = previous?.endedAt === row.startedAt ? previous : null;
    const opened = nextCostStep(steps.at(-1) ?? null, { closed, opened: row });
    if (opened) steps.push(opened);
    if (row.endedAt === null || rows[index + 1]?.startedAt === row.endedAt) return;
    const ended = nextCostStep(steps.at(-1) ?? null, { closed: row, opened: null });
    if (ended) steps.push(ended);
  });
  return steps;
}

/** For each bucket, in order, what `costError` needs: the steps inside, two before and one after. */
function stepsAround(steps: readonly CostStep[], buckets: readonly TimeWindow[]): CostStep[][] {
  let first = 0;
  let after = 0;
  return buckets.map(({ from, to }) => {
    while ((steps[first]?.at ?? Number.POSITIVE_INFINITY) <= from) first += 1;
    while ((steps[after]?.at ?? Number.POSITIVE_INFINITY) <= to) after += 1;
    return steps.slice(Math.max(0, first - 2), after + 1);
  });
}
