import "server-only";
import { unpricedMs, usdDecimal } from "@/lib/domain/cost";
import type { TimeWindow } from "@/lib/domain/time-window";
import type { ClusterIntervals } from "../history/read-intervals";
import { isoTime } from "../views/iso-time";
import { csvLine } from "./csv-line";
import { type ExportLabels, exportSlices, hoursOf, roundedCosts } from "./export-slices";

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
): AsyncGenerator<string> {
  yield csvLine(HEADER);
  for await (const own of ledger) {
    const { cluster } = own;
    const slices = exportSlices(own, buckets);
    const amounts = roundedCosts(slices);
    for (const [index, { bucket, intervals, errorUsdMicros }] of slices.entries()) {
      const amount = amounts[index];
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
        amount === undefined || intervals.every(({ usdMicrosPerHour }) => usdMicrosPerHour === null)
          ? null
          : usdDecimal(amount),
        usdDecimal(errorUsdMicros),
      ]);
    }
  }
}
