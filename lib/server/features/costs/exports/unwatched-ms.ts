import "server-only";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";
import type { Watch } from "@/lib/domain/time/watch";
import type { UnwatchedMs } from "./export-slices";

/** `watches` are over `buckets`. */
export function unwatchedMsIn(buckets: readonly TimeWindow[], watches: readonly Watch[]): UnwatchedMs {
  const indexOf = new Map(buckets.map((bucket, index) => [bucket, index]));
  const watchOf = new Map(watches.map((watch) => [watch.accountId, watch]));
  return (accountId, bucket) => {
    const { span, observedMs } = watchOf.get(accountId) ?? { span: bucket, observedMs: [] };
    const elapsed = { from: bucket.from, to: span.to };
    return overlapMs(bucket, elapsed) - (observedMs[indexOf.get(bucket) ?? -1] ?? 0);
  };
}
