import "server-only";
import { createPartRounder, exactCost, unpricedMs, usdDecimal } from "@/lib/domain/money/cost";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { ClusterIntervals } from "../history/read-intervals";
import type { Pause } from "../pause";
import { isoTime } from "../views/iso-time";
import { csvLine, decimalField } from "./csv-line";
import { type ExportLabels, exportSlices, hoursOf } from "./export-slices";

const HEADER = [
  "bucket_start",
  "bucket_end",
  "provider",
  "connection",
  "cluster_id",
  "cluster_name",
  "gpu_model",
  "gpu_count",
  "hours",
  "unpriced_hours",
  "usd",
  "error_usd",
] as const;

/** One line for each cluster and bucket. The `usd` of a cluster's lines add up to its rounded total. */
export async function* costCsv(
  ledger: AsyncIterable<ClusterIntervals>,
  buckets: readonly TimeWindow[],
  labels: ExportLabels,
  pause: Pause,
): AsyncGenerator<string> {
  yield csvLine(HEADER);
  for await (const own of ledger) {
    const { cluster } = own;
    const round = createPartRounder();
    for await (const { bucket, intervals, errorUsdMicros } of exportSlices(own, buckets, pause)) {
      const amount = round(exactCost(intervals, bucket));
      const unpricedHours = unpricedMs(intervals, bucket) / 3_600_000;
      const hours = hoursOf(intervals, bucket);
      yield csvLine([
        isoTime(bucket.from),
        isoTime(bucket.to),
        labels.providerLabel(cluster.provider),
        labels.connectionLabel(cluster.connectionId),
        cluster.id,
        cluster.name,
        cluster.gpuModel,
        cluster.gpuCount,
        hours,
        Number(unpricedHours.toFixed(6)),
        // Where no price is known at all the amount is left empty: it is not zero.
        intervals.every(({ usdMicrosPerHour }) => usdMicrosPerHour === null) ? null : decimalField(usdDecimal(amount)),
        decimalField(usdDecimal(errorUsdMicros)),
      ]);
    }
  }
}
