import "server-only";
import { type RawBuilder, sql } from "kysely";
import { type UsdMicrosPerHour, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { Database } from "../schema";

/** What only the ledger knows of a cluster. */
export interface ClusterPast {
  clusterId: string;
  /** Its place among all clusters that its account ever had: it keeps it for ever. */
  number: number;
  /** When it began, if its account was already being read; `null` if the first reading found it there. */
  appearedAt: EpochMs | null;
  /** The latest change of its rate while its status and its number of nodes stayed the same; `null` if there was none. */
  rateChange: { at: EpochMs; from: UsdMicrosPerHour; to: UsdMicrosPerHour } | null;
}

interface PastRow {
  key: number;
  clusterId: string;
  number: number;
  beganAt: EpochMs | null;
  firstRead: EpochMs | null;
}

interface ChangeRow {
  key: number;
  clusterId: string;
  at: EpochMs;
  before: number;
  after: number;
}

/** The clusters that accounts have or had since `goneSince`, with changes of their rates since `changedSince`. */
export async function readClusterPasts(
  db: Database,
  { goneSince, changedSince }: { goneSince: EpochMs; changedSince: EpochMs },
): Promise<ClusterPast[]> {
  const { rows } = await sql<PastRow>`
    with numbered as (select key, row_number() over (partition by account_id order by key) as number from cluster),
      read_since as (select account_id, min(started_at) as at from poll_run group by account_id)
    select cluster.key, cluster.id as cluster_id, numbered.number, read_since.at as first_read,
      (select min(started_at) from cluster_interval where cluster_key = cluster.key) as began_at
    from cluster join numbered on numbered.key = cluster.key
    left join read_since on read_since.account_id = cluster.account_id
    where gone_at is null or gone_at >= ${goneSince}`.execute(db);
  const changes = await readRateChanges(db, changedSince);
  return rows.map(({ key, clusterId, number, beganAt, firstRead }) => ({
    clusterId,
    number: Number(number),
    appearedAt: beganAt !== null && firstRead !== null && beganAt > firstRead ? beganAt : null,
    rateChange: changes.get(key) ?? null,
  }));
}

export type RateChange = NonNullable<ClusterPast["rateChange"]>;

/** All changes of rates in a window while status and number of nodes stayed the same, by the cluster's id, oldest first. */
export async function readRateChangesIn(
  db: Database,
  { from, to }: TimeWindow,
): Promise<ReadonlyMap<string, readonly RateChange[]>> {
  const rows = await readChangeRows(db, sql<boolean>`later.started_at > ${from} and later.started_at < ${to}`);
  return new Map(
    [...Map.groupBy(rows, ({ clusterId }) => clusterId)].map(([id, changes]) => [id, changes.map(rateChangeOf)]),
  );
}

/** The latest of each cluster that is there, by the cluster's key. */
async function readRateChanges(db: Database, since: EpochMs): Promise<ReadonlyMap<number, RateChange>> {
  const rows = await readChangeRows(db, sql<boolean>`later.started_at > ${since} and gone_at is null`);
  return new Map(rows.map((row) => [row.key, rateChangeOf(row)]));
}

function rateChangeOf({ at, before, after }: ChangeRow): RateChange {
  return { at, from: usdMicrosPerHour(before), to: usdMicrosPerHour(after) };
}

async function readChangeRows(db: Database, condition: RawBuilder<boolean>): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select later.cluster_key as key, cluster.id as cluster_id, later.started_at as at,
      earlier.usd_micros_per_hour as before, later.usd_micros_per_hour as after
    from cluster join cluster_interval as later on later.cluster_key = cluster.key
    join cluster_interval as earlier on earlier.cluster_key = later.cluster_key and earlier.ended_at = later.started_at
      -- The key finds it at once, where its end would have to be looked for in all that the cluster ever was.
      and earlier.started_at = (select max(started_at) from cluster_interval as before
        where before.cluster_key = later.cluster_key and before.started_at < later.started_at)
    where ${condition} and earlier.status = later.status and earlier.billing = later.billing
      and earlier.usd_micros_per_hour <> later.usd_micros_per_hour
      and (select count(distinct node_id) from node_interval as node where node.cluster_key = later.cluster_key
          and node.started_at < later.started_at and (node.ended_at is null or node.ended_at >= later.started_at))
        = (select count(distinct node_id) from node_interval as node where node.cluster_key = later.cluster_key
          and node.started_at <= later.started_at and (node.ended_at is null or node.ended_at > later.started_at))
    order by later.started_at`.execute(db);
  return rows;
}
