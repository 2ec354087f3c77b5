import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { EpochMs } from "@/lib/domain/cluster";
import { type MetricSeries, MOST_POINTS } from "@/lib/domain/metrics";
import { thinPoints } from "@/lib/domain/thin-points";
import type { TimeWindow } from "@/lib/domain/time-window";
import { readSeries } from "./metric-samples";
import type { Database, MetricSampleTable } from "./schema";

type Sample = Pick<MetricSampleTable, "stretchMs" | "at" | "average" | "lowest" | "highest">;

/** What was measured of a cluster, thinned to `MOST_POINTS` a line; none for a cluster that the store does not know. */
export async function readMetrics(db: Database, clusterId: string, window: TimeWindow): Promise<MetricSeries[]> {
  const cluster = await db.selectFrom("cluster").select("key").where("id", "=", clusterId).executeTakeFirst();
  if (cluster === undefined) return [];
  const lines = new Map<string, MetricSeries>();
  for (const { number, metric, label, unit } of await readSeries(db, cluster.key)) {
    const samples = await readSamples(db, cluster.key, number, window);
    const points = thinPoints(samples.flatMap(pointsOf), MOST_POINTS);
    // A metric whose unit has changed is shown in the latest.
    const isLatest = (lines.get(metric)?.points.at(-1)?.[0] ?? 0) < (points.at(-1)?.[0] ?? 0);
    if (isLatest) lines.set(metric, { key: metric, label, unit, points });
    await nextTurn();
  }
  return [...lines.values()];
}

async function readSamples(db: Database, clusterKey: number, number: number, window: TimeWindow): Promise<Sample[]> {
  return db
    .selectFrom("metricSample")
    .select(["stretchMs", "at", "average", "lowest", "highest"])
    .where("clusterKey", "=", clusterKey)
    .where("seriesNumber", "=", number)
    .where("at", ">=", window.from)
    .where("at", "<=", window.to)
    .orderBy("at")
    .execute();
}

/** A stretch is drawn in its middle: down to its lowest, up to its highest, and on from its average. */
function pointsOf({ stretchMs, at, average, lowest, highest }: Sample): [at: EpochMs, value: number][] {
  const middle = at + stretchMs / 2;
  if (lowest === null || highest === null) return [[middle, average]];
  return [
    [middle, lowest],
    [middle, highest],
    [middle, average],
  ];
}
