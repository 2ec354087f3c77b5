import "server-only";
import { createErrorSum, type ErrorSum } from "@/lib/domain/money/cost-error";
import type { CostStep } from "@/lib/domain/money/cost-step";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";

/**
 * The sums over a cluster's rows in one bucket: a cluster that changes with every poll has more rows than fit into
 * memory.
 */
export interface RowSum<Sum> {
  start(): Sum;
  /** `ms`: how long the row overlaps the bucket. */
  add(sum: Sum, row: LedgerRow, ms: number): void;
}

export interface BucketSum<Sum> {
  bucket: TimeWindow;
  sum: Sum;
  error: ErrorSum;
}

/** Takes a cluster's rows and price changes in order, each change before the row that it begins. */
export interface BucketSums<Sum> {
  /** `to`: when the row ends, or how long it is known to last. */
  addRow(row: LedgerRow, to: number): void;
  /** Returns the buckets that it completes: the first change after a bucket may really have happened inside it. */
  addStep(step: CostStep): BucketSum<Sum>[];
  /** The remaining buckets, after which there are no more changes. */
  rest(): BucketSum<Sum>[];
}

/** How many changes before a bucket are considered, since they too may have happened inside it: see `costError`. */
const STEPS_BEFORE = 2;

export function createBucketSums<Sum>(buckets: readonly TimeWindow[], { start, add }: RowSum<Sum>): BucketSums<Sum> {
  let open: BucketSum<Sum>[] = [];
  /** One may be inside the next bucket, the others before it. */
  let recent: CostStep[] = [];
  let first = 0;

  const begin = (bucket: TimeWindow): BucketSum<Sum> => {
    const error = createErrorSum(bucket);
    const firstInside = recent.findIndex(({ at }) => at > bucket.from);
    const before = firstInside === -1 ? recent.length : firstInside;
    for (const step of recent.slice(Math.max(0, before - STEPS_BEFORE))) error.add(step);
    const begun = { bucket, sum: start(), error };
    open.push(begun);
    return begun;
  };

  return {
    addRow(row, to) {
      while ((buckets[first]?.to ?? Number.POSITIVE_INFINITY) <= row.startedAt) first += 1;
      for (const bucket of bucketsUntil(to, buckets, first)) {
        const latest = open.at(-1);
        const { sum } = latest?.bucket === bucket ? latest : begin(bucket);
        add(sum, row, overlapMs({ from: row.startedAt, to }, bucket));
      }
    },
    addStep(step) {
      recent = [...recent, step].slice(-(STEPS_BEFORE + 1));
      for (const { error } of open) error.add(step);
      const complete = open.filter(({ bucket }) => bucket.to < step.at);
      open = open.slice(complete.length);
      return complete;
    },
    rest: () => open,
  };
}

function* bucketsUntil(to: number, buckets: readonly TimeWindow[], first: number): Generator<TimeWindow> {
  for (let index = first; ; index += 1) {
    const bucket = buckets[index];
    if (bucket === undefined || bucket.from >= to) return;
    yield bucket;
  }
}
