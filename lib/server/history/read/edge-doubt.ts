import "server-only";
import { sql } from "kysely";
import { sumUsd, type UsdMicros, usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { DatedRate } from "@/lib/domain/money/cost-error";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause } from "../../pause";
import { latestStep } from "../latest-step";
import { claimSettled } from "../sample-state";
import type { Database } from "../schema";
import { watchedUntil } from "../watched-until";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { type ClusterRange, rangeCondition, readClusterRanges } from "./cluster-ranges";
import type { SettledCache } from "./settled-cache";

/** What is uncertain by a moment, which is the start or the end of a window. */
export interface EdgeDoubt {
  /** The error of all changes dated up to it. */
  errorUsdMicros: UsdMicros;
  /** The time without a known price up to it, summed over clusters. */
  unpricedMs: number;
  /** Of each cluster with a change that may have happened on its other side: the last two changes up to it, and the next. */
  reaching: readonly (readonly DatedRate[])[];
}

export interface DoubtSource {
  db: Database;
  edges: SettledCache<EdgeDoubt>;
}

export async function readEdgeDoubt(
  { db, edges }: DoubtSource,
  moment: EpochMs,
  filter: ClusterFilter,
): Promise<EdgeDoubt> {
  const of = JSON.stringify(filter);
  const { changes, claimedUntil } = await claimSettled(db, [moment]);
  const known = edges.recall(of, moment, changes);
  if (known !== undefined) return known;
  const parts: EdgeDoubt[] = [];
  const pause = createPause();
  for (const range of await readClusterRanges(db, filter)) {
    parts.push(await readEdgeOf(db, moment, range, filter));
    await pause();
  }
  const edge = {
    errorUsdMicros: sumUsd(parts.map(({ errorUsdMicros }) => errorUsdMicros)),
    unpricedMs: parts.reduce((sum, { unpricedMs }) => sum + unpricedMs, 0),
    reaching: parts.flatMap(({ reaching }) => reaching),
  };
  if (moment <= claimedUntil) edges.put(of, moment, changes, edge);
  return edge;
}

interface EdgeRow {
  errorMicros: number;
  unpricedMs: number;
}

interface ReachingRow {
  latestAt: number | null;
  latestErrorMs: number;
  latestRate: number | null;
  earlierAt: number | null;
  earlierErrorMs: number;
  earlierRate: number | null;
  nextAt: number | null;
  nextErrorMs: number;
  nextRate: number | null;
}

async function readEdgeOf(
  db: Database,
  moment: EpochMs,
  range: ClusterRange,
  filter: ClusterFilter,
): Promise<EdgeDoubt> {
  const at = sql<number>`cast(${moment} as bigint)`;
  const key = sql<number>`cluster.key`;
  const next = sql`(select min(at) from cost_step where cluster_key = cluster.key and at > ${at})`;
  // The database adds up all clusters, and hands out only the few whose changes reach over the edge.
  const { rows } = await sql<EdgeRow & ReachingRow & { isSum: number }>`
    with edge as (
      select ${watchedUntil(sql`cluster.account_id`)} as watched_until, latest.error_micros, latest.unpriced_ms,
        latest.at as latest_at, latest.error_ms as latest_error_ms, latest.usd_micros_per_hour as latest_rate,
        earlier.at as earlier_at, earlier.error_ms as earlier_error_ms, earlier.usd_micros_per_hour as earlier_rate,
        next.at as next_at, next.error_ms as next_error_ms, next.usd_micros_per_hour as next_rate
      from cluster
      left join cost_step as latest on latest.cluster_key = cluster.key and latest.at = ${latestStep(key, at)}
      left join cost_step as earlier on earlier.cluster_key = cluster.key
        and earlier.at = ${latestStep(key, sql`latest.at - 1`)}
      left join cost_step as next on next.cluster_key = cluster.key and next.at = ${next}
      where ${rangeCondition(range)} and ${filterCondition(filter)})
    select 1 as is_sum, cast(coalesce(sum(error_micros), 0) as bigint) as error_micros,
      cast(coalesce(sum(unpriced_ms + case when latest_rate is not null or watched_until < latest_at then 0
        when watched_until < ${at} then watched_until - latest_at else ${at} - latest_at end), 0) as bigint) as unpriced_ms,
      null as latest_at, null as latest_error_ms, null as latest_rate, null as earlier_at, null as earlier_error_ms,
      null as earlier_rate, null as next_at, null as next_error_ms, null as next_rate
    from edge
    union all
    select 0 as is_sum, 0 as error_micros, 0 as unpriced_ms, latest_at, latest_error_ms, latest_rate, earlier_at,
      earlier_error_ms, earlier_rate, next_at, next_error_ms, next_rate
    from edge
    where latest_at + latest_error_ms > ${at} or earlier_at + earlier_error_ms > ${at}
      or next_at - next_error_ms < ${at}`.execute(db);
  const sum = rows.find(({ isSum }) => isSum === 1);
  return {
    errorUsdMicros: usdMicros(sum?.errorMicros ?? 0),
    unpricedMs: sum?.unpricedMs ?? 0,
    reaching: rows.filter(({ isSum }) => isSum === 0).map(toSteps),
  };
}

function toSteps(row: ReachingRow): DatedRate[] {
  return [
    ...toDatedRate(row.earlierAt, row.earlierErrorMs, row.earlierRate),
    ...toDatedRate(row.latestAt, row.latestErrorMs, row.latestRate),
    ...toDatedRate(row.nextAt, row.nextErrorMs, row.nextRate),
  ];
}

function toDatedRate(at: EpochMs | null, errorMs: number, rate: number | null): DatedRate[] {
  return at === null ? [] : [{ at, errorMs, usdMicrosPerHour: rate === null ? null : usdMicrosPerHour(rate) }];
}
