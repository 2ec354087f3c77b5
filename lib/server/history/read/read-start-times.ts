import "server-only";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Database } from "../schema";

/** How long one cluster took to start. */
export interface StartTime {
  provider: string;
  gpuModel: string | null;
  gpuCount: number | null;
  durationMs: number;
}

interface StartRow extends Omit<StartTime, "durationMs"> {
  key: number;
  startedAt: EpochMs;
  endedAt: EpochMs;
  errorMs: number;
  nextStatus: string | null;
}

/** The starts since a time that were seen from their beginning and ended well. */
export async function readStartTimes(db: Database, since: EpochMs): Promise<StartTime[]> {
  const { rows } = await sql<StartRow>`
    select cluster.key, account.provider, gpu_model, gpu_count, started_at, ended_at,
      start_error_ms + end_error_ms as error_ms,
      (select status from cluster_interval as next
        where next.cluster_key = cluster.key and next.started_at = cluster_interval.ended_at) as next_status
    from cluster join account on account.id = cluster.account_id
    join cluster_interval on cluster_interval.cluster_key = cluster.key and started_at > ${since}
    where status = 'provisioning' and ended_at is not null
    order by cluster.key, started_at`.execute(db);
  const starts: StartTime[] = [];
  let begun: StartRow | undefined;
  for (const row of rows) {
    begun = goingOn(begun, row);
    const { provider, gpuModel, gpuCount, startedAt, endedAt, errorMs, nextStatus } = begun;
    const durationMs = endedAt - startedAt;
    if (nextStatus === "running" && errorMs < durationMs) starts.push({ provider, gpuModel, gpuCount, durationMs });
  }
  return starts;
}

/** A cluster that changes while it starts has several rows, one after the other. */
function goingOn(before: StartRow | undefined, row: StartRow): StartRow {
  if (before?.key !== row.key || before.endedAt !== row.startedAt) return row;
  return { ...row, startedAt: before.startedAt, errorMs: Math.max(before.errorMs, row.errorMs) };
}
