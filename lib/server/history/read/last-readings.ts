import "server-only";
import { sql } from "kysely";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Database } from "../schema";
import { parseStoredReading } from "../stored-reading";

/** The last reading of a cluster, and its time. Connection details are never stored. */
export interface LastReading {
  accountId: string;
  reading: ClusterReading;
  observedAt: EpochMs;
  /** When its status began, as far back as the ledger goes. */
  statusSince: EpochMs;
  /** Whether the ledger has no earlier, different status. */
  statusMayBeOlder: boolean;
  /** When the provider stopped having it. */
  goneAt: EpochMs | null;
}

interface StoredRow extends Pick<LastReading, "accountId" | "observedAt" | "goneAt"> {
  reading: string;
  changedAt: EpochMs | null;
  beganAt: EpochMs;
}

/** The clusters that providers still have, and those that have gone since a certain time. */
export async function loadLastReadings(db: Database, goneSince: EpochMs): Promise<LastReading[]> {
  const { rows } = await sql<StoredRow>`
    select cluster.account_id, reading, gone_at, coalesce(last_seen_at, gone_at, (
      select max(last_at) from poll_run where poll_run.account_id = cluster.account_id)) as observed_at,
      (select max(ended_at) from cluster_interval where cluster_key = cluster.key and status <> (
        select status from cluster_interval where cluster_key = cluster.key order by started_at desc limit 1)) as changed_at,
      coalesce((select min(started_at) from cluster_interval where cluster_key = cluster.key), first_seen_at) as began_at
    from last_reading join cluster on cluster.key = last_reading.cluster_key
    where gone_at is null or gone_at >= ${goneSince}
    order by cluster.id`.execute(db);
  return rows.flatMap(({ reading: json, changedAt, beganAt, ...row }) => {
    const reading = parseStoredReading(json);
    return reading
      ? [{ ...row, reading, statusSince: changedAt ?? beganAt, statusMayBeOlder: changedAt === null }]
      : [];
  });
}
