import "server-only";
import type { Insertable } from "kysely";
import type { MetricValue } from "@/lib/domain/cluster/metrics";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { confirmTerm } from "../../coordination/confirm-term";
import { createPause } from "../../pause";
import type { Database, Tables } from "../schema";
import { chunks } from "../statement-chunks";
import type { WritingTerm } from "./poll";

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
export async function recordSamples(
  db: Database,
  samples: readonly MetricsSample[],
  term: WritingTerm | null,
): Promise<void> {
  const byCluster = Map.groupBy(samples, ({ clusterId }) => clusterId);
  await db.transaction().execute(async (transaction) => {
    if (term !== null) await confirmTerm(transaction, term);
    const clusters = await readClusters(transaction, [...byCluster.keys()]);
    const rows: SampleRow[] = [];
    const pause = createPause();
    for (const { key, id, series } of clusters) {
      await pause();
      rows.push(...(await rowsOf(transaction, key, series, byCluster.get(id))));
    }
    for await (const part of chunks(rows)) {
      const inserted = transaction.insertInto("metricSample").values(part);
      await inserted.onConflict((conflict) => conflict.doNothing()).execute();
    }
  });
}

interface SampledCluster {
  key: number;
  id: string;
  series: KnownSeries[];
}

/** In as few statements for all clusters of an account as for one. */
async function readClusters(db: Database, clusterIds: readonly string[]): Promise<SampledCluster[]> {
  const clusters: SampledCluster[] = [];
  for await (const ids of chunks(clusterIds)) {
    const found = await db.selectFrom("cluster").select(["key", "id"]).where("id", "in", ids).execute();
    const keys = found.map(({ key }) => key);
    if (keys.length === 0) continue;
    const series = db.selectFrom("metricSeries").select(["clusterKey", "number", "metric", "label", "unit"]);
    const rows = await series.where("clusterKey", "in", keys).orderBy("number").execute();
    const byKey = Map.groupBy(rows, ({ clusterKey }) => clusterKey);
    clusters.push(...found.map(({ key, id }) => ({ key, id, series: [...(byKey.get(key) ?? [])] })));
  }
  return clusters;
}

type SampleRow = Insertable<Tables["metricSample"]>;

async function rowsOf(
  db: Database,
  clusterKey: number,
  known: KnownSeries[],
  samples: readonly MetricsSample[] = [],
): Promise<SampleRow[]> {
  const rows: SampleRow[] = [];
  for (const { at, values } of samples) {
    for (const value of values) {
      const series = known.find((one) => isSame(one, value)) ?? (await addSeries(db, clusterKey, known, value));
      if (series === null) continue;
      const measured = { stretchMs: 0, at, average: value.value, lowest: null, highest: null, moments: 1 };
      rows.push({ clusterKey, seriesNumber: series.number, ...measured });
    }
  }
  return rows;
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
