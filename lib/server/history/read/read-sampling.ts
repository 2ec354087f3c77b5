import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { readSeries } from "../record/metric-samples";
import type { Database } from "../schema";

/** How many of the latest samples are used to tell how often samples are taken. */
const LATEST = 20;

export interface Sampling {
  /** The time of the oldest stored sample. */
  since: EpochMs;
  /** The typical time between the latest samples; `null` if there are fewer than two. */
  everyMs: number | null;
}

/** Since when and how often a cluster has been sampled, according to its samples; `null` if there are none. */
export async function readSampling(db: Database, clusterId: string): Promise<Sampling | null> {
  const cluster = await db.selectFrom("cluster").select("key").where("id", "=", clusterId).executeTakeFirst();
  if (cluster === undefined) return null;
  const series = await readSeries(db, cluster.key);
  // Series are numbered in the order in which they first appeared.
  const [oldest] = series;
  if (oldest === undefined) return null;
  const kept = db.selectFrom("metricSample").where("clusterKey", "=", cluster.key);
  const first = kept.select((select) => select.fn.min("at").as("at")).where("seriesNumber", "=", oldest.number);
  const { at: since } = await first.executeTakeFirstOrThrow();
  // A metric that is no longer measured, or now has another unit, has no unfolded samples left.
  for (const { number } of series) {
    const moments = kept.select("at").where("seriesNumber", "=", number).where("stretchMs", "=", 0);
    const times = await moments.orderBy("at", "desc").limit(LATEST).execute();
    if (times.length > 1) return { since, everyMs: medianDistance(times.map(({ at }) => at)) };
  }
  return { since, everyMs: null };
}

function medianDistance(newestFirst: readonly EpochMs[]): number | null {
  const distances = newestFirst.slice(1).map((at, index) => (newestFirst[index] ?? at) - at);
  return distances.sort((one, other) => one - other)[Math.floor(distances.length / 2)] ?? null;
}
