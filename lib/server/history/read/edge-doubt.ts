import "server-only";
import { sql } from "kysely";
import { sumUsd, type UsdMicros, usdMicros } from "@/lib/domain/money/cost";
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
  /** The keys of clusters with a change that may have happened on its other side. */
  reaching: readonly number[];
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
  /** `null` for the sum over all clusters; otherwise one whose change reaches over the edge. */
  clusterKey: number | null;
  errorMicros: number;
  unpricedMs: number;
}

/**
 * The database adds up the changes next to the moment, and names only the few clusters that have to be looked at more
 * closely.
 */
async function readEdgeOf(
  db: Database,
  moment: EpochMs,
  range: ClusterRange,
  filter: ClusterFilter,
): Promise<EdgeDoubt> {
  const at = sql<number>`cast(${moment} as bigint)`;
  const earlier = sql`(select max(at) from cost_step where cluster_key = cluster.key and at < latest.at)`;
  const next = sql`(select min(at) from cost_step where cluster_key = cluster.key and at > ${at})`;
  const { rows } = await sql<EdgeRow>`
    with edge as (
      select cluster.key, ${watchedUntil(sql`cluster.account_id`)} as watched_until, latest.at,
        coalesce(latest.error_micros, 0) as error_micros, coalesce(latest.unpriced_ms, 0) as unpriced_ms,
        case when latest.at is not null and latest.usd_micros_per_hour is null then 1 else 0 end as unpriced,
        coalesce(latest.at + latest.error_ms > ${at}, false) or coalesce(earlier.at + earlier.error_ms > ${at}, false)
          or coalesce(next.at - next.error_ms < ${at}, false) as is_reaching
      from cluster
      left join cost_step as latest on latest.cluster_key = cluster.key and latest.at = ${latestStep(sql`cluster.key`, at)}
      left join cost_step as earlier on earlier.cluster_key = cluster.key and earlier.at = ${earlier}
      left join cost_step as next on next.cluster_key = cluster.key and next.at = ${next}
      where ${rangeCondition(range)} and ${filterCondition(filter)})
    select null as cluster_key, cast(coalesce(sum(error_micros), 0) as bigint) as error_micros,
      cast(coalesce(sum(unpriced_ms + unpriced * case when watched_until < at then 0
        when watched_until < ${at} then watched_until - at else ${at} - at end), 0) as bigint) as unpriced_ms
    from edge
    union all
    select key as cluster_key, 0 as error_micros, 0 as unpriced_ms from edge where is_reaching`.execute(db);
  const sum = rows.find(({ clusterKey }) => clusterKey === null);
  return {
    errorUsdMicros: usdMicros(sum?.errorMicros ?? 0),
    unpricedMs: sum?.unpricedMs ?? 0,
    reaching: rows.flatMap(({ clusterKey }) => clusterKey ?? []),
  };
}
