import "server-only";
import { sql } from "kysely";
import { MAX_POINTS, METRICS_WINDOW_MS, type MetricSeries } from "@/lib/domain/cluster/metrics";
import { thinPoints } from "@/lib/domain/cluster/thin-points";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import { durationMs, type TimeWindow } from "@/lib/domain/time/time-window";
import { createPause } from "../../pause";
import { readSeries } from "../record/metric-samples";
import type { Database, MetricSampleTable } from "../schema";

/**
 * A longer window may hold tens of thousands of samples per line. The store summarises them, so that a chart of a year
 * appears at once.
 */
const MAX_ONE_BY_ONE_MS = METRICS_WINDOW_MS["7d"];

type Sample = Pick<MetricSampleTable, "stretchMs" | "at" | "average" | "lowest" | "highest">;

/** The metrics of a cluster, thinned to `MAX_POINTS` per line; none for a cluster that the store does not know. */
export async function readMetrics(db: Database, clusterId: string, window: TimeWindow): Promise<MetricSeries[]> {
  const cluster = await db.selectFrom("cluster").select("key").where("id", "=", clusterId).executeTakeFirst();
  if (cluster === undefined) return [];
  const lines = new Map<string, MetricSeries>();
  const pause = createPause();
  for (const { number, metric, label, unit } of await readSeries(db, cluster.key)) {
    const read = durationMs(window) > MAX_ONE_BY_ONE_MS ? readStretches : readSamples;
    const samples = await read(db, cluster.key, number, window);
    const points = thinPoints(samples.flatMap(pointsOf), MAX_POINTS);
    // A metric whose unit has changed is shown in its latest unit.
    const isLatest = (lines.get(metric)?.points.at(-1)?.[0] ?? 0) < (points.at(-1)?.[0] ?? 0);
    if (isLatest) lines.set(metric, { key: metric, label, unit, points });
    await pause();
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

/** At most as many stretches as a line may have points, each as long as the samples in it. */
async function readStretches(db: Database, clusterKey: number, number: number, window: TimeWindow): Promise<Sample[]> {
  const stretchMs = Math.ceil(durationMs(window) / MAX_POINTS / HOUR_MS) * HOUR_MS;
  const { rows } = await sql<Sample>`
    select at, until - at as stretch_ms, case when low = high then low else mean end as average,
      case when low = high then null else low end as lowest, case when low = high then null else high end as highest
    from (
      select at - at % ${stretchMs} as stretch, min(at) as at, max(at + stretch_ms) as until,
        sum(average * moments) / sum(moments) as mean, min(coalesce(lowest, average)) as low,
        max(coalesce(highest, average)) as high
      from metric_sample
      where cluster_key = ${clusterKey} and series_number = ${number} and at >= ${window.from} and at <= ${window.to}
      group by stretch) as stretches
    order by at`.execute(db);
  return rows;
}

/** A stretch is drawn at its middle: down to its lowest value, up to its highest, and on from its average. */
function pointsOf({ stretchMs, at, average, lowest, highest }: Sample): [at: EpochMs, value: number][] {
  const middle = at + stretchMs / 2;
  if (lowest === null || highest === null) return [[middle, average]];
  return [
    [middle, lowest],
    [middle, highest],
    [middle, average],
  ];
}
