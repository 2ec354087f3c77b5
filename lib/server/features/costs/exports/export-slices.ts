import "server-only";
import { sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { type CostStep, nextCostStep } from "@/lib/domain/money/cost-step";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { doubtError } from "../../../history/read/clock-doubt";
import type { ClusterIntervals } from "../../../history/read/read-intervals";
import type { Pause } from "../../../pause";
import { type BucketSum, createBucketSums, type RowSum } from "./bucket-sums";

/** The labels of providers and accounts in the configuration. */
export interface ExportLabels {
  providerLabel(provider: string): string;
  accountLabel(accountId: string): string;
}

/** How long in a bucket, up to now, nobody watched an account. Before its first reading, nobody did. */
export type UnwatchedMs = (accountId: string, bucket: TimeWindow) => number;

/** The state of a cluster in one bucket. */
export interface ExportSlice<Sum> {
  bucket: TimeWindow;
  sum: Sum;
  errorUsdMicros: UsdMicros;
}

/**
 * A cluster's ledger, divided into buckets, in order, without those in which it did not exist. Holds one page of rows
 * at a time, however many there are.
 */
export async function* exportSlices<Sum>(
  { pages, watchedUntil, doubts }: ClusterIntervals,
  buckets: readonly TimeWindow[],
  rowSum: RowSum<Sum>,
  pause: Pause,
): AsyncGenerator<ExportSlice<Sum>> {
  const sums = createBucketSums(buckets, rowSum);
  let lastStep: CostStep | null = null;
  let previous: LedgerRow | null = null;
  const completeWith = (opened: LedgerRow | null) => {
    const steps = stepsBetween(lastStep, previous, opened);
    lastStep = steps.at(-1) ?? lastStep;
    previous = opened;
    return steps.flatMap((step) => sums.addStep(step));
  };
  const toSlice = ({ bucket, sum, error }: BucketSum<Sum>): ExportSlice<Sum> => {
    return { bucket, sum, errorUsdMicros: sumUsd([error.sum(), doubtError(doubts, bucket)]) };
  };

  for await (const page of pages) {
    for (const row of page) {
      await pause();
      for (const complete of completeWith(row)) {
        await pause();
        yield toSlice(complete);
      }
      sums.addRow(row, row.endedAt ?? Math.max(row.startedAt, watchedUntil));
    }
  }
  for (const complete of [...completeWith(null), ...sums.rest()]) {
    await pause();
    yield toSlice(complete);
  }
}

export function hoursOf(ms: number): number {
  return Math.round((ms / HOUR_MS) * 1_000_000) / 1_000_000;
}

/** The price changes that come with the next row or, without one, with the end of the last. */
function stepsBetween(last: CostStep | null, closed: LedgerRow | null, opened: LedgerRow | null): CostStep[] {
  const isFollowed = closed !== null && closed.endedAt === opened?.startedAt;
  const ended = isFollowed ? null : nextCostStep(last, { closed, opened: null });
  const begun = opened && nextCostStep(ended ?? last, { closed: isFollowed ? closed : null, opened });
  return [ended, begun].filter((step) => step !== null);
}
