import "server-only";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/cluster";
import { type ExactCost, fromParts, type UsdMicrosPerHour, usdMicrosPerHour } from "@/lib/domain/cost";
import { ALL_CLUSTERS, type ClusterFilter, filterCondition } from "./cluster-filter";
import { latestStep } from "./latest-step";
import type { SampleMemo } from "./sample-memo";
import type { Database } from "./schema";

/** What a group of clusters had cost until a moment, and its rate then. A group without a sample had cost nothing yet. */
export interface CostSample {
  at: EpochMs;
  connectionId: string;
  provider: string;
  gpuModel: string | null;
  /** `null` when samples are of all clusters of a connection and GPU model together. */
  clusterId: string | null;
  clusterName: string | null;
  accrued: ExactCost;
  /** Of known prices. */
  usdMicrosPerHour: UsdMicrosPerHour;
  /** Clusters that are billed at a price that is not known. */
  unpricedClusters: number;
}

/** Moments per statement: SQLite works on the main thread, so other work gets its turn in between. */
const MOMENTS_PER_STATEMENT = 32;

/**
 * Costs at moments, each found by one seek per cluster through its running total, however many intervals there are. An interval
 * that lasts is counted until its connection was last read.
 */
export async function sampleCosts(
  db: Database,
  memo: SampleMemo,
  moments: readonly EpochMs[],
  each: "group" | "cluster",
  filter: ClusterFilter,
): Promise<CostSample[]> {
  const isRemembered = each === "group" && filter.clusterIds === undefined && filter.scope === undefined;
  const isWanted = ({ connectionId }: CostSample) => filter.connectionIds?.includes(connectionId) ?? true;
  const known = isRemembered ? moments.flatMap((moment) => memo.recall(moment) ?? []) : [];
  const missing = isRemembered ? moments.filter((moment) => memo.recall(moment) === undefined) : moments;
  const samples = known.filter(isWanted);
  for (let first = 0; first < missing.length; first += MOMENTS_PER_STATEMENT) {
    const batch = missing.slice(first, first + MOMENTS_PER_STATEMENT);
    const generation = memo.generation();
    const read = await selectSamples(db, batch, each, isRemembered ? ALL_CLUSTERS : filter);
    if (isRemembered) {
      const byMoment = Map.groupBy(read, ({ at }) => at);
      for (const moment of batch) memo.remember(moment, byMoment.get(moment) ?? [], generation);
    }
    samples.push(...read.filter(isWanted));
    await new Promise(setImmediate);
  }
  return samples;
}

async function selectSamples(
  db: Database,
  moments: readonly EpochMs[],
  each: "group" | "cluster",
  filter: ClusterFilter,
): Promise<CostSample[]> {
  const isEach = each === "cluster";
  const partition = isEach ? sql`cluster.key` : sql`cluster.connection_id, cluster.gpu_model`;
  // A group goes by the key of one of its clusters, so that the databases sort integers, not names.
  const { rows } = await sql<SampleRow>`
    with moment(at) as (values ${sql.join(moments.map((at) => sql`(cast(${at} as bigint))`))}),
    member as (
      select cluster.key, min(cluster.key) over (partition by ${partition}) as leader,
        (select max(last_at) from poll_run where poll_run.connection_id = cluster.connection_id) as watched_until
      from cluster where ${filterCondition(filter)}),
    latest as (
      select moment.at, member.leader, step.accrued_micros, step.accrued_rest,
        coalesce(step.usd_micros_per_hour, 0) as rate,
        case when step.usd_micros_per_hour is null then 1 else 0 end as unpriced,
        case when watched_until < step.at then 0 when watched_until < moment.at then watched_until - step.at
          else moment.at - step.at end as ms
      from member
      cross join moment
      join cost_step as step on step.cluster_key = member.key and step.at = ${latestStep(sql`member.key`, sql`moment.at`)}),
    total as (
      select at, leader,
        cast(sum(accrued_micros + rate * (ms / 3600000)) as bigint) as micros,
        cast(sum(accrued_rest + rate * (ms % 3600000)) as bigint) as rest,
        cast(sum(rate) as bigint) as rate,
        cast(sum(unpriced) as bigint) as unpriced_clusters
      from latest group by at, leader)
    select at, cluster.connection_id, provider, gpu_model, cluster.id as cluster_id, cluster.name as cluster_name,
      micros + rest / 3600000 as micros, rest % 3600000 as rest, rate, unpriced_clusters
    from total join cluster on cluster.key = total.leader join connection on connection.id = cluster.connection_id
    order by at`.execute(db);
  return rows.map(({ micros, rest, rate, clusterId, clusterName, ...group }) => ({
    ...group,
    clusterId: isEach ? clusterId : null,
    clusterName: isEach ? clusterName : null,
    accrued: fromParts({ micros, rest }),
    usdMicrosPerHour: usdMicrosPerHour(rate),
  }));
}

interface SampleRow extends Omit<CostSample, "accrued" | "usdMicrosPerHour"> {
  micros: number;
  rest: number;
  rate: number;
}
