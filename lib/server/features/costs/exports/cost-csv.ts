import "server-only";
import { costOf, createPartRounder, type ExactCost, NO_COST, sumCosts, usdDecimal } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { ClusterIntervals } from "../../../history/read/read-intervals";
import type { Pause } from "../../../pause";
import type { RowSum } from "./bucket-sums";
import { BYTE_ORDER_MARK, csvLine, decimalField } from "./csv-line";
import { type ExportLabels, exportSlices, hoursOf, type UnwatchedMs } from "./export-slices";

const HEADER = [
  "bucket_start",
  "bucket_end",
  "provider",
  "account",
  "cluster_id",
  "cluster_name",
  "gpu_model",
  "gpu_count",
  "hours",
  "unpriced_hours",
  "usd",
  "error_usd",
  "bucket_start_local",
  "unwatched_hours",
] as const;

interface BucketCost {
  cost: ExactCost;
  ms: number;
  unpricedMs: number;
  hasPrice: boolean;
}

const BUCKET_COST: RowSum<BucketCost> = {
  start: () => ({ cost: NO_COST, ms: 0, unpricedMs: 0, hasPrice: false }),
  add(sum, { usdMicrosPerHour }, ms) {
    sum.ms += ms;
    if (usdMicrosPerHour === null) {
      sum.unpricedMs += ms;
    } else {
      sum.cost = sumCosts([sum.cost, costOf(usdMicrosPerHour, ms)]);
      sum.hasPrice = true;
    }
  },
};

/** One line for each cluster and bucket, which begins on the clocks of `timeZone`. The `usd` of a cluster's lines add up to its rounded total. */
export async function* costCsv(
  ledger: AsyncIterable<ClusterIntervals>,
  buckets: readonly TimeWindow[],
  timeZone: string,
  labels: ExportLabels,
  unwatchedMs: UnwatchedMs,
  pause: Pause,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADER);
  for await (const own of ledger) {
    const { cluster } = own;
    const round = createPartRounder();
    for await (const { bucket, sum, errorUsdMicros } of exportSlices(own, buckets, BUCKET_COST, pause)) {
      const amount = round(sum.cost);
      yield csvLine([
        isoTime(bucket.from),
        isoTime(bucket.to),
        labels.providerLabel(cluster.provider),
        labels.accountLabel(cluster.accountId),
        cluster.id,
        cluster.name,
        cluster.gpuModel,
        cluster.gpuCount,
        hoursOf(sum.ms),
        hoursOf(sum.unpricedMs),
        // If no price is known at all, the amount is left empty, since it is not zero.
        sum.hasPrice ? decimalField(usdDecimal(amount)) : null,
        decimalField(usdDecimal(errorUsdMicros)),
        localTime(bucket.from, timeZone),
        hoursOf(unwatchedMs(cluster.accountId, bucket)),
      ]);
    }
  }
}

/** "2026-10-25T02:00:00+01:00": with the offset, since an hour is repeated when clocks go back. */
function localTime(at: EpochMs, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return zoned.toString({ smallestUnit: "second", timeZoneName: "never" });
}
