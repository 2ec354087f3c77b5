import "server-only";
import { sql } from "kysely";
import { sumUsd, type UsdMicros, usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import type { DatedRate } from "@/lib/domain/money/cost-error";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { createPause } from "../../pause";
import { joinLatestStep, joinNextStep } from "../nearby-step";
import { claimSettled } from "../sample-state";
import { watchedUntil } from "../watched-until";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { type ClusterRange, rangeCondition, readClusterRanges } from "./cluster-ranges";
import { type Ledger, MAX_QUICK_LOOKUPS } from "./read-samples";
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

export interface DoubtSource extends Ledger {
  edges: SettledCache<EdgeDoubt>;
}

const EDGES_PER_STATEMENT = 8;
/** The latest step of a cluster, the one before and the next. */
const LOOKUPS_PER_EDGE = 3;

/** By moment. Those that no poll changes any more are kept in memory, and read from the ledger only once. */
export async function readEdgeDoubts(
  { edges, ...ledger }: DoubtSource,
  moments: readonly EpochMs[],
  filter: ClusterFilter,
): Promise<ReadonlyMap<EpochMs, EdgeDoubt>> {
  const of = JSON.stringify(filter);
  const { changes, claimedUntil } = await claimSettled(ledger.db, moments);
  const found = new Map<EpochMs, EdgeDoubt>();
  const missing: EpochMs[] = [];
  for (const moment of moments) {
    const known = edges.recall(of, moment, changes);
    if (known === undefined) missing.push(moment);
    else found.set(moment, known);
  }
  if (missing.length === 0) return found;
  for (const [moment, edge] of await readFromSteps(ledger, missing, filter)) {
    if (moment <= claimedUntil) edges.put(of, moment, changes, edge);
    found.set(moment, edge);
  }
  return found;
}

async function readFromSteps(
  ledger: Ledger,
  moments: readonly EpochMs[],
  filter: ClusterFilter,
): Promise<Map<EpochMs, EdgeDoubt>> {
  const edges = new Map(moments.map((moment): [EpochMs, EdgeRow[]] => [moment, []]));
  const ranges = await readClusterRanges(ledger.db, filter);
  const lookups = LOOKUPS_PER_EDGE * moments.length * ranges.reduce((sum, { clusters }) => sum + clusters, 0);
  const db = lookups > MAX_QUICK_LOOKUPS ? ledger.longReads : ledger.db;
  const pause = createPause();
  for (const range of ranges) {
    for (let first = 0; first < moments.length; first += EDGES_PER_STATEMENT) {
      const some = moments.slice(first, first + EDGES_PER_STATEMENT);
      for (const row of await selectEdges({ ...ledger, db }, some, range, filter)) edges.get(row.edgeAt)?.push(row);
      await pause();
    }
  }
  return new Map([...edges].map(([moment, rows]) => [moment, toEdge(rows)]));
}

function toEdge(rows: readonly EdgeRow[]): EdgeDoubt {
  return {
    errorUsdMicros: sumUsd(rows.map(({ errorMicros }) => usdMicros(errorMicros))),
    unpricedMs: rows.reduce((sum, { unpricedMs }) => sum + unpricedMs, 0),
    reaching: rows.filter(({ isSum }) => isSum === 0).map(toSteps),
  };
}

/** The sums of some clusters at an edge; or, without sums, one of them whose changes reach over it. */
interface EdgeRow {
  edgeAt: number;
  isSum: 0 | 1;
  errorMicros: number;
  unpricedMs: number;
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

async function selectEdges(
  { db, dialect }: Pick<Ledger, "db" | "dialect">,
  moments: readonly EpochMs[],
  range: ClusterRange,
  filter: ClusterFilter,
): Promise<EdgeRow[]> {
  const clusterKey = sql<number>`member.key`;
  // The database adds up all clusters, and hands out only the few whose changes reach over the edge.
  const { rows } = await sql<EdgeRow>`
    with moment(at) as (values ${sql.join(moments.map((moment) => sql`(cast(${moment} as bigint))`))}),
    member as (
      select cluster.key, ${watchedUntil(sql`cluster.account_id`)} as watched_until
      from cluster where ${rangeCondition(range)} and ${filterCondition(filter)}),
    edge as (
      select moment.at as edge_at, watched_until, latest.error_micros, latest.unpriced_ms,
        latest.at as latest_at, latest.error_ms as latest_error_ms, latest.usd_micros_per_hour as latest_rate,
        earlier.at as earlier_at, earlier.error_ms as earlier_error_ms, earlier.usd_micros_per_hour as earlier_rate,
        next.at as next_at, next.error_ms as next_error_ms, next.usd_micros_per_hour as next_rate
      from member
      cross join moment
      ${joinLatestStep({ dialect, name: "latest", clusterKey, moment: sql`moment.at` })}
      ${joinLatestStep({ dialect, name: "earlier", clusterKey, moment: sql`latest.at - 1` })}
      ${joinNextStep({ dialect, name: "next", clusterKey, moment: sql`moment.at` })})
    select edge_at, 1 as is_sum, cast(coalesce(sum(error_micros), 0) as bigint) as error_micros,
      cast(coalesce(sum(unpriced_ms + case when latest_rate is not null or watched_until < latest_at then 0
        when watched_until < edge_at then watched_until - latest_at else edge_at - latest_at end), 0) as bigint)
        as unpriced_ms,
      null as latest_at, null as latest_error_ms, null as latest_rate, null as earlier_at, null as earlier_error_ms,
      null as earlier_rate, null as next_at, null as next_error_ms, null as next_rate
    from edge group by edge_at
    union all
    select edge_at, 0 as is_sum, 0 as error_micros, 0 as unpriced_ms, latest_at, latest_error_ms, latest_rate,
      earlier_at, earlier_error_ms, earlier_rate, next_at, next_error_ms, next_rate
    from edge
    where latest_at + latest_error_ms > edge_at or earlier_at + earlier_error_ms > edge_at
      or next_at - next_error_ms < edge_at`.execute(db);
  return rows;
}

function toSteps(row: EdgeRow): DatedRate[] {
  return [
    ...toDatedRate(row.earlierAt, row.earlierErrorMs, row.earlierRate),
    ...toDatedRate(row.latestAt, row.latestErrorMs, row.latestRate),
    ...toDatedRate(row.nextAt, row.nextErrorMs, row.nextRate),
  ];
}

function toDatedRate(at: EpochMs | null, errorMs: number, rate: number | null): DatedRate[] {
  return at === null ? [] : [{ at, errorMs, usdMicrosPerHour: rate === null ? null : usdMicrosPerHour(rate) }];
}
