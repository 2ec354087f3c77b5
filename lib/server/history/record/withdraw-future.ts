import "server-only";
import { sql } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { clusterKeysOf } from "../read/cluster-filter";
import type { Database } from "../schema";

/** The part of an account's ledger that lies in the future after the clock was set back. */
export interface Future {
  /** The time by the clock as it is now. */
  at: EpochMs;
  /** The first moment that is known only from readings of that future. */
  firstAt: EpochMs;
  /** From the first reading in the future to the last. */
  readMs: number;
}

export async function readFuture(db: Database, accountId: string, at: EpochMs): Promise<Future> {
  // Runs do not overlap, and there may be hundreds of thousands: three of them tell everything.
  const runs = db.selectFrom("pollRun").select(["startedAt", "lastAt"]).where("accountId", "=", accountId).limit(1);
  const before = await runs.where("startedAt", "<", at).orderBy("startedAt", "desc").executeTakeFirst();
  const next = await runs.where("startedAt", ">=", at).orderBy("startedAt").executeTakeFirst();
  const last = await runs.orderBy("startedAt", "desc").executeTakeFirst();
  const isWatched = before !== undefined && before.lastAt >= at;
  return {
    at,
    firstAt: before === undefined || isWatched ? at : before.lastAt + 1,
    readMs: (last?.lastAt ?? at) - (isWatched ? at : (next?.startedAt ?? at)),
  };
}

/** Takes the ledger back to what it was at that moment. Rows that change or go are first copied to a separate table. */
export async function withdrawFuture(db: Database, accountId: string, { at, firstAt }: Future): Promise<void> {
  const keys = clusterKeysOf(accountId);
  for (const [table, nodeId] of [
    ["cluster_interval", sql`''`],
    ["node_interval", sql`node_id`],
  ] as const) {
    const rows = sql.table(table);
    await sql`
      insert into withdrawn_interval (cluster_key, node_id, withdrawn_at, started_at, ended_at, status, provider_status, health,
        billing, usd_micros_per_hour, rate_source, start_error_ms, end_error_ms)
      select cluster_key, ${nodeId}, cast(${at} as bigint), started_at, ended_at, status, provider_status, health,
        billing, usd_micros_per_hour, rate_source, start_error_ms, end_error_ms
      from ${rows} where cluster_key in (${keys}) and (started_at >= ${firstAt} or ended_at >= ${firstAt})
      on conflict do nothing`.execute(db);
    await sql`delete from ${rows} where cluster_key in (${keys}) and started_at >= ${firstAt}`.execute(db);
    await sql`
      update ${rows} set ended_at = null, end_error_ms = 0
      where cluster_key in (${keys}) and ended_at >= ${firstAt}`.execute(db);
  }
  await sql`delete from cost_step where cluster_key in (${keys}) and at >= ${firstAt}`.execute(db);
  await sql`delete from clock_jump where account_id = ${accountId} and at >= ${firstAt}`.execute(db);
  // A chart would mix those samples with ones still to be measured at the same times.
  await sql`delete from metric_sample where cluster_key in (${keys}) and at > ${at}`.execute(db);
  await withdrawRuns(db, accountId, at);
  await withdrawClusterTimes(db, accountId, { at, firstAt });
}

async function withdrawRuns(db: Database, accountId: string, at: EpochMs): Promise<void> {
  await sql`delete from poll_run where account_id = ${accountId} and started_at >= ${at}`.execute(db);
  await sql`
    update poll_run set last_at = ${at - 1} where account_id = ${accountId} and last_at >= ${at}`.execute(db);
}

/** If a cluster went in that future, the coming polls will find it missing again. */
async function withdrawClusterTimes(
  db: Database,
  accountId: string,
  { at, firstAt }: Pick<Future, "at" | "firstAt">,
): Promise<void> {
  const isOfAccount = sql`account_id = ${accountId}`;
  await sql`
    update cluster set first_seen_at = ${at} where ${isOfAccount} and first_seen_at > ${at}`.execute(db);
  await sql`
    update cluster set gone_at = null, last_seen_at = null, absent_since = null, absent_polls = 0
    where ${isOfAccount} and gone_at >= ${firstAt}`.execute(db);
  await sql`
    update cluster set absent_since = null, absent_polls = 0
    where ${isOfAccount} and absent_since >= ${firstAt}`.execute(db);
  await sql`
    update cluster set last_seen_at = ${firstAt - 1}
    where ${isOfAccount} and last_seen_at >= ${firstAt}`.execute(db);
  for (const column of ["first_at", "last_at"]) {
    const time = sql.ref(column);
    await sql`
      update provider_figure set ${time} = ${at}
      where cluster_key in (${clusterKeysOf(accountId)}) and ${time} > ${at}`.execute(db);
  }
}
