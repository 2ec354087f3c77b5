import "server-only";
import { sql } from "kysely";
import { subtractUsd, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { errorFromOutside } from "@/lib/domain/money/cost-error";
import { type CostStep, totalAt } from "@/lib/domain/money/cost-step";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createPause } from "../../pause";
import { latestStep } from "../latest-step";
import { toCostStep } from "../record/ledger-columns";
import type { CostStepTable, Database } from "../schema";
import { watchedUntil } from "../watched-until";
import { doubtError, readDoubts } from "./clock-doubt";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import { type ClusterRange, rangeCondition, readClusterRanges } from "./cluster-ranges";

/** How certain the total of a window is. */
export interface WindowDoubt {
  errorUsdMicros: UsdMicros;
  /** The time without a known price, summed over clusters. */
  unpricedMs: number;
}

/** Read from the few steps around a window's ends, however many there are inside. */
export async function readWindowDoubt(db: Database, window: TimeWindow, filter: ClusterFilter): Promise<WindowDoubt> {
  const ofClock = await readDoubts(db, window, filter);
  let errorUsdMicros = sumUsd([...ofClock.values()].map((own) => doubtError(own, window)));
  let unpricedMs = 0;
  const pause = createPause();
  for (const range of await readClusterRanges(db, filter)) {
    const doubt = await readDoubtOf(db, window, range, filter);
    errorUsdMicros = sumUsd([errorUsdMicros, doubt.errorUsdMicros]);
    unpricedMs += doubt.unpricedMs;
    await pause();
  }
  return { errorUsdMicros, unpricedMs };
}

async function readDoubtOf(
  db: Database,
  window: TimeWindow,
  range: ClusterRange,
  filter: ClusterFilter,
): Promise<WindowDoubt> {
  // Each place is compared by equality, which the databases answer by one seek; a list of places would make them scan.
  const { rows } = await sql<CostStepTable & { watchedUntil: number }>`
    with place(name) as (values ('before start'), ('start'), ('end'), ('after end'))
    select distinct step.*, ${watchedUntil(sql`cluster.account_id`)} as watched_until
    from cluster
    cross join place
    join cost_step as step on step.cluster_key = cluster.key and step.at = case place.name
      when 'before start' then (
        select max(at) from cost_step where cluster_key = cluster.key and at < ${latestUntil(window.from)})
      when 'start' then ${latestUntil(window.from)}
      when 'end' then ${latestUntil(window.to)}
      else (select min(at) from cost_step where cluster_key = cluster.key and at > ${window.to}) end
    where ${rangeCondition(range)} and ${filterCondition(filter)}
    order by step.cluster_key, step.at`.execute(db);
  const doubts = [...Map.groupBy(rows, ({ clusterKey }) => clusterKey).values()].map((own) =>
    doubtOf(own.map(toCostStep), window, Math.max(...own.map(({ watchedUntil }) => watchedUntil))),
  );
  return {
    errorUsdMicros: sumUsd(doubts.map(({ errorUsdMicros }) => errorUsdMicros)),
    unpricedMs: doubts.reduce((sum, { unpricedMs }) => sum + unpricedMs, 0),
  };
}

function doubtOf(steps: readonly CostStep[], window: TimeWindow, watchedUntil: number): WindowDoubt {
  const before = steps.findLast(({ at }) => at <= window.from);
  const last = steps.findLast(({ at }) => at <= window.to);
  const outside = errorFromOutside(steps, window);
  if (last === undefined) return { errorUsdMicros: outside, unpricedMs: 0 };
  const end = totalAt(last, Math.min(window.to, watchedUntil));
  const start = before && totalAt(before, Math.min(window.from, watchedUntil));
  return {
    errorUsdMicros: sumUsd([
      outside,
      start ? subtractUsd(end.errorUsdMicros, start.errorUsdMicros) : end.errorUsdMicros,
    ]),
    unpricedMs: end.unpricedMs - (start?.unpricedMs ?? 0),
  };
}

function latestUntil(moment: EpochMs) {
  return latestStep(sql`cluster.key`, sql`cast(${moment} as bigint)`);
}
