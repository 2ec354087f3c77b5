import "server-only";
import { sql } from "kysely";
import { type RateInterval, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createPause } from "../../pause";
import type { Database } from "../schema";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { type ClusterRange, FEW_CLUSTERS, rangeCondition, readClusterRanges } from "./cluster-ranges";

/** The hourly rates of a cluster during a window, in order. The last rate continues to the end of the window. */
export interface ClusterRates {
  clusterId: string;
  accountId: string;
  provider: string;
  gpuModel: string | null;
  intervals: RateInterval[];
}

interface StepRow extends Omit<ClusterRates, "intervals"> {
  at: number;
  rate: number | null;
}

/** The rates of every cluster; `null` when they change more than `maxChanges` times inside the window. */
export async function readRates(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
  maxChanges: number,
): Promise<ClusterRates[] | null> {
  const rates: ClusterRates[] = [];
  let changesLeft = maxChanges;
  const pause = createPause();
  for (const range of await readClusterRanges(db, filter, FEW_CLUSTERS)) {
    const some = await sql`
      select 1 from cluster cross join cost_step as step
      where step.cluster_key = cluster.key and step.at > ${window.from} and step.at < ${window.to}
        and ${rangeCondition(range)} and ${filterCondition(filter)}
      limit ${changesLeft + 1}`.execute(db);
    changesLeft -= some.rows.length;
    if (changesLeft < 0) return null;
    for (const cluster of await readRatesOf(db, window, range, filter)) rates.push(cluster);
    await pause();
  }
  return rates;
}

async function readRatesOf(
  db: Database,
  window: TimeWindow,
  range: ClusterRange,
  filter: ClusterFilter,
): Promise<ClusterRates[]> {
  // First where each cluster's steps begin: else SQLite reads all that a cluster ever had, and compares each with it.
  const { rows } = await sql<StepRow>`
    with reached as materialized (
      select cluster.key, cluster.id, cluster.account_id, provider, gpu_model, coalesce(
        (select max(at) from cost_step where cluster_key = cluster.key and at <= ${window.from}), ${window.from}) as since
      from cluster
      join account on account.id = cluster.account_id
      where ${rangeCondition(range)} and ${filterCondition(filter)})
    select reached.id as cluster_id, account_id, provider, gpu_model, step.at, step.usd_micros_per_hour as rate
    from reached cross join cost_step as step
    where step.cluster_key = reached.key and step.at >= reached.since and step.at < ${window.to}
    order by reached.id, step.at`.execute(db);
  return [...Map.groupBy(rows, ({ clusterId }) => clusterId).values()].flatMap((steps) => toRates(steps, window.to));
}

function toRates(steps: readonly StepRow[], to: number): ClusterRates[] {
  const [first] = steps;
  if (first === undefined) return [];
  const { at: _at, rate: _rate, ...cluster } = first;
  const intervals = steps.map(({ at, rate }, index) => ({
    from: at,
    to: steps[index + 1]?.at ?? Math.max(at, to),
    usdMicrosPerHour: rate === null ? null : usdMicrosPerHour(rate),
  }));
  return [{ ...cluster, intervals }];
}
