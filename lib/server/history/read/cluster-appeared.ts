import "server-only";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Database } from "../schema";

/**
 * When a cluster began according to the ledger, if its account was already being read; `null` if the first reading of
 * the account found it there, so that it may have begun at any time before.
 */
export async function readClusterAppeared(db: Database, clusterId: string): Promise<EpochMs | null> {
  const { rows } = await sql<{ beganAt: number | null; firstRead: number | null }>`
    select
      (select min(started_at) from cluster_interval where cluster_key = cluster.key) as began_at,
      (select min(started_at) from poll_run where poll_run.account_id = cluster.account_id) as first_read
    from cluster where cluster.id = ${clusterId}`.execute(db);
  const [{ beganAt = null, firstRead = null } = {}] = rows;
  return beganAt !== null && firstRead !== null && beganAt > firstRead ? beganAt : null;
}
