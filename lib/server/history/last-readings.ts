import "server-only";
import { sql } from "kysely";
import type { ClusterReading, EpochMs } from "@/lib/domain/cluster";
import type { Database } from "./schema";
import { parseStoredReading } from "./stored-reading";

/** What was last read of a cluster, and when. Its access details are never stored. */
export interface LastReading {
  connectionId: string;
  reading: ClusterReading;
  observedAt: EpochMs;
  /** Since when the provider no longer has it. */
  goneAt: EpochMs | null;
}

/** Clusters that the providers have, and those gone since a moment. */
export async function loadLastReadings(db: Database, goneSince: EpochMs): Promise<LastReading[]> {
  const { rows } = await sql<{ connectionId: string; reading: string; observedAt: number; goneAt: number | null }>`
    select cluster.connection_id, reading, gone_at, coalesce(last_seen_at, gone_at, (
      select max(last_at) from poll_run where poll_run.connection_id = cluster.connection_id)) as observed_at
    from last_reading join cluster on cluster.key = last_reading.cluster_key
    where gone_at is null or gone_at >= ${goneSince}
    order by cluster.id`.execute(db);
  return rows.flatMap(({ reading: json, ...row }) => {
    const reading = parseStoredReading(json);
    return reading ? [{ ...row, reading }] : [];
  });
}
