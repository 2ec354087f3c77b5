import "server-only";
import type { ClusterStatus } from "@/lib/domain/cluster/cluster";
import { type RateInterval, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { costError } from "@/lib/domain/money/cost-error";
import { type CostStep, nextCostStep } from "@/lib/domain/money/cost-step";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";
import { doubtError } from "../history/clock-doubt";
import type { ClusterIntervals } from "../history/read-intervals";
import type { Pause } from "../pause";

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

/** A cluster's ledger, cut into buckets, one after the other; those in which it was not there are left out. */
export async function* exportSlices(
  { rows, watchedUntil, doubts }: ClusterIntervals,
  buckets: readonly TimeWindow[],
  pause: Pause,
): AsyncGenerator<ExportSlice> {
  const stepsAround = followSteps(costSteps(rows));
  let first = 0;
  for (const bucket of buckets) {
    await pause();
    while (endOf(rows[first], watchedUntil) <= bucket.from) first += 1;
    let after = first;
    while ((rows[after]?.startedAt ?? Number.POSITIVE_INFINITY) < bucket.to) after += 1;
    const steps = stepsAround(bucket);
    if (after === first) continue;
    const intervals = rows.slice(first, after).map((row) => toInterval(row, watchedUntil));
    yield { bucket, intervals, errorUsdMicros: sumUsd([costError(steps, bucket), doubtError(doubts, bucket)]) };
  }
}

export function hoursOf(intervals: readonly RateInterval[], bucket: TimeWindow): number {
  const ms = intervals.reduce((sum, interval) => sum + overlapMs(interval, bucket), 0);
  return Math.round((ms / 3_600_000) * 1_000_000) / 1_000_000;
}

function toInterval(row: LedgerRow, watchedUntil: number): StatusInterval {
  const { startedAt, usdMicrosPerHour, status } = row;
  return { from: startedAt, to: endOf(row, watchedUntil), usdMicrosPerHour, status };
}

/** After the last row comes nothing: no bucket lies behind it. */
function endOf(row: LedgerRow | undefined, watchedUntil: number): number {
  if (row === undefined) return Number.POSITIVE_INFINITY;
  return row.endedAt ?? Math.max(row.startedAt, watchedUntil);
}

function* costSteps(rows: readonly LedgerRow[]): Generator<CostStep> {
  let last: CostStep | null = null;
  for (const [index, row] of rows.entries()) {
    const previous = rows[index - 1];
    const closed = previous?.endedAt === row.startedAt ? previous : null;
    const opened = nextCostStep(last, { closed, opened: row });
    if (opened) {
      last = opened;
      yield opened;
    }
    if (row.endedAt === null || rows[index + 1]?.startedAt === row.endedAt) continue;
    const ended = nextCostStep(last, { closed: row, opened: null });
    if (ended) {
      last = ended;
      yield ended;
    }
  }
}

/** For one bucket after the other, what `costError` needs: the steps inside, two before and one after. */
function followSteps(steps: Iterator<CostStep>): (bucket: TimeWindow) => readonly CostStep[] {
  const held: CostStep[] = [];
  let isDone = false;
  return ({ from, to }) => {
    while (!isDone && (held.at(-1)?.at ?? Number.NEGATIVE_INFINITY) <= to) {
      const next = steps.next();
      if (next.done) isDone = true;
      else held.push(next.value);
    }
    const inside = held.findIndex(({ at }) => at > from);
    const before = inside === -1 ? held.length : inside;
    held.splice(0, Math.max(0, before - 2));
    return held;
  };
}
