import "server-only";
import { sql } from "kysely";
import { changeError, sumUsd, type UsdMicros, type UsdMicrosPerHour, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";
import { latestStep } from "../latest-step";
import type { Database } from "../schema";
import { chunks } from "../statement-chunks";
import { type ClusterFilter, clusterKeysOf, filterCondition } from "./cluster-filter";

/** A period that is in doubt, mostly because a clock jumped, and the highest rate that a cluster may have had in it. */
export interface ClockDoubt extends TimeWindow {
  usdMicrosPerHour: UsdMicrosPerHour;
}

/** What doubts add to the error of a window: everything that their overlap with it may have cost. */
export function doubtError(doubts: readonly ClockDoubt[], window: TimeWindow): UsdMicros {
  return sumUsd(doubts.map((doubt) => changeError(null, doubt.usdMicrosPerHour, overlapMs(doubt, window))));
}

interface NewDoubt {
  /** It ends with the first reading after the jump. */
  at: EpochMs;
  /** The first moment that is known only from readings before the jump. */
  firstAt: EpochMs;
  durationMs: number;
}

interface DoubtfulCluster {
  clusterKey: number;
  highest: number;
  states: number;
  earlierDoubt: EpochMs | null;
  /** The highest rate of an earlier doubt, whose rows may have been withdrawn. */
  doubted: number | null;
}

/**
 * Adds a doubt for each cluster that existed around the jump, at the highest rate that it ever had. An earlier doubt
 * that would end later is merged into it.
 */
export async function writeDoubts(db: Database, accountId: string, doubt: NewDoubt): Promise<void> {
  const { at, firstAt, durationMs } = doubt;
  const keys = clusterKeysOf(accountId);
  const isTouched = sql`(ended_at is null or ended_at >= ${firstAt})`;
  const { rows } = await sql<DoubtfulCluster>`
    select cluster_key, max(coalesce(usd_micros_per_hour, 0)) as highest,
      count(distinct case when ${isTouched} then coalesce(usd_micros_per_hour, -1) end) as states,
      (select min(from_at) from clock_doubt
        where clock_doubt.cluster_key = cluster_interval.cluster_key and until_at >= ${firstAt}) as earlier_doubt,
      (select max(usd_micros_per_hour) from clock_doubt
        where clock_doubt.cluster_key = cluster_interval.cluster_key) as doubted
    from cluster_interval where cluster_key in (${keys}) group by cluster_key`.execute(db);
  await sql`delete from clock_doubt where cluster_key in (${keys}) and until_at >= ${firstAt}`.execute(db);
  const doubts = rows
    .map((row) => ({ ...row, highest: Math.max(row.highest, row.doubted ?? 0) }))
    .filter(({ highest, states }) => highest > 0 && states > 0)
    .map(({ clusterKey, highest, states, earlierDoubt }) => ({
      clusterKey,
      // If its price never changed, only the time that it was charged for is uncertain.
      fromAt: Math.min(at - durationMs, earlierDoubt ?? at, states > 1 ? firstAt - 1 : at),
      untilAt: at,
      usdMicrosPerHour: highest,
    }));
  for await (const values of chunks(doubts)) await db.insertInto("clockDoubt").values(values).execute();
  // What was read while the clock was wrong really belongs to a period that an earlier jump has put in doubt.
  await sql`
    update clock_doubt set usd_micros_per_hour = (
      select max(other.usd_micros_per_hour) from clock_doubt as other where other.cluster_key = clock_doubt.cluster_key)
    where cluster_key in (${keys})`.execute(db);
}

/** A time in which a cluster was not listed although it was before and after. */
export interface Absent {
  clusterKey: number;
  lastSeenAt: EpochMs;
  usdMicrosPerHour: UsdMicrosPerHour;
}

/** Adds a doubt for each cluster that is listed again: it counts as running all the time, and may have been away. */
export async function writeAbsences(db: Database, at: EpochMs, absent: readonly Absent[]): Promise<void> {
  const doubts = absent.map(({ lastSeenAt, ...own }) => ({ ...own, fromAt: lastSeenAt, untilAt: at }));
  for await (const values of chunks(doubts))
    await db
      .insertInto("clockDoubt")
      .values(values)
      // The clock jumped as well.
      .onConflict((conflict) =>
        conflict.columns(["clusterKey", "untilAt"]).doUpdateSet({
          fromAt: sql`case when excluded.from_at < clock_doubt.from_at then excluded.from_at else clock_doubt.from_at end`,
          usdMicrosPerHour: sql`case when excluded.usd_micros_per_hour > clock_doubt.usd_micros_per_hour
            then excluded.usd_micros_per_hour else clock_doubt.usd_micros_per_hour end`,
        }),
      )
      .execute();
}

interface DoubtRow {
  clusterKey: number;
  fromAt: number;
  untilAt: number;
  usdMicrosPerHour: number;
}

/**
 * The doubts that overlap a window, by cluster: those that clock jumps have left, and that a cluster still counts as
 * running although the latest polls do not list it.
 */
export async function readDoubts(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
): Promise<ReadonlyMap<number, ClockDoubt[]>> {
  const { rows } = await sql<DoubtRow>`
    select clock_doubt.* from clock_doubt join cluster on cluster.key = clock_doubt.cluster_key
    where from_at < ${window.to} and until_at > ${window.from} and ${filterCondition(filter)}
    union all
    select cluster.key, last_seen_at, watched_until, coalesce(step.usd_micros_per_hour, 0)
    from cluster
    join (select account_id, max(last_at) as watched_until from poll_run group by account_id) as watched
      on watched.account_id = cluster.account_id
    join cost_step as step on step.cluster_key = cluster.key and step.at = ${latestStep(sql`cluster.key`, sql`watched_until`)}
    where last_seen_at < ${window.to} and watched_until > ${window.from} and ${filterCondition(filter)}`.execute(db);
  const byCluster = Map.groupBy(rows, ({ clusterKey }) => clusterKey);
  return new Map([...byCluster].map(([key, own]) => [key, own.map(toDoubt)]));
}

function toDoubt({ fromAt, untilAt, usdMicrosPerHour: highest }: DoubtRow): ClockDoubt {
  return { from: fromAt, to: untilAt, usdMicrosPerHour: usdMicrosPerHour(highest) };
}
