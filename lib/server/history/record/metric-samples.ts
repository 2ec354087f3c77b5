import "server-only";
import type { MetricValue } from "@/lib/domain/cluster/metrics";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Database } from "../schema";
import { chunks } from "../statement-chunks";

/** The metrics of a cluster at one moment. */
export interface MetricsSample {
  clusterId: string;
  at: EpochMs;
  values: readonly MetricValue[];
}

/** A provider that keeps changing the names of its metrics must not fill the store. */
const MAX_SERIES = 64;

interface KnownSeries {
  number: number;
  metric: string;
  label: string;
  unit: string | null;
}

/**
 * Writes samples that are not stored yet, in one transaction. Samples of clusters that the store does not know are
 * skipped.
 */
export async function recordSamples(db: Database, samples: readonly MetricsSample[]): Promise<void> {
  const byCluster = Map.groupBy(samples, ({ clusterId }) => clusterId);
  await db.transaction().execute(async (transaction) => {
    for (const [clusterId, own] of byCluster) {
      const cluster = transaction.selectFrom("cluster").select("key").where("id", "=", clusterId);
      const row = await cluster.executeTakeFirst();
      if (row !== undefined) await recordCluster(transaction, row.key, own);
    }
  });
}

async function recordCluster(db: Database, clusterKey: number, samples: readonly MetricsSample[]): Promise<void> {
  const known = await readSeries(db, clusterKey);
  const rows = [];
  for (const { at, values } of samples) {
    for (const value of values) {
      const series = known.find((one) => isSame(one, value)) ?? (await addSeries(db, clusterKey, known, value));
      if (series === null) continue;
      const measured = { stretchMs: 0, at, average: value.value, lowest: null, highest: null, moments: 1 };
      rows.push({ clusterKey, seriesNumber: series.number, ...measured });
    }
  }
  for await (const part of chunks(rows)) {
    const inserted = db.insertInto("metricSample").values(part);
    await inserted.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

/** By series number. */
export async function readSeries(db: Database, clusterKey: number): Promise<KnownSeries[]> {
  const series = db.selectFrom("metricSeries").select(["number", "metric", "label", "unit"]);
  return series.where("clusterKey", "=", clusterKey).orderBy("number").execute();
}

function isSame(series: KnownSeries, { key, unit }: MetricValue): boolean {
  return series.metric === key && series.unit === unit;
}

/** `null` once a cluster has as many as it may have. */
async function addSeries(
  db: Database,
  clusterKey: number,
  known: KnownSeries[],
  { key, label, unit }: MetricValue,
): Promise<KnownSeries | null> {
  if (known.length >= MAX_SERIES) return null;
  const series = { number: (known.at(-1)?.number ?? -1) + 1, metric: key, label, unit };
  await db
    .insertInto("metricSeries")
    .values({ clusterKey, ...series })
    .execute();
  known.push(series);
  return series;
}
