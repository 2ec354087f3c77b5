import "server-only";
import { sql } from "kysely";
import { subtractUsd, sumUsd, type UsdMicros } from "@/lib/domain/money/cost";
import { errorFromOutside } from "@/lib/domain/money/cost-error";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { createPause } from "../../pause";
import { latestStep } from "../latest-step";
import { toCostStep } from "../record/ledger-columns";
import type { CostStepTable, Database } from "../schema";
import { chunks } from "../statement-chunks";
import { doubtError, readDoubts } from "./clock-doubt";
import type { ClusterFilter } from "./cluster-filter";
import { type DoubtSource, readEdgeDoubt } from "./edge-doubt";

/** How certain the total of a window is. */
export interface WindowDoubt {
  errorUsdMicros: UsdMicros;
  /** The time without a known price, summed over clusters. */
  unpricedMs: number;
}

/** Read from the few steps around a window's ends, however many there are inside. */
export async function readWindowDoubt(
  source: DoubtSource,
  window: TimeWindow,
  filter: ClusterFilter,
): Promise<WindowDoubt> {
  const ofClock = await readDoubts(source.db, window, filter);
  const start = await readEdgeDoubt(source, window.from, filter);
  const end = await readEdgeDoubt(source, window.to, filter);
  const reaching = [...new Set([...start.reaching, ...end.reaching])];
  return {
    errorUsdMicros: sumUsd([
      ...[...ofClock.values()].map((own) => doubtError(own, window)),
      subtractUsd(end.errorUsdMicros, start.errorUsdMicros),
      await readErrorFromOutside(source.db, window, reaching),
    ]),
    unpricedMs: end.unpricedMs - start.unpricedMs,
  };
}

async function readErrorFromOutside(
  db: Database,
  window: TimeWindow,
  clusterKeys: readonly number[],
): Promise<UsdMicros> {
  const errors: UsdMicros[] = [];
  const pause = createPause();
  for await (const keys of chunks(clusterKeys)) {
    for (const steps of await readStepsAround(db, window, keys)) {
      errors.push(errorFromOutside(steps.map(toCostStep), window));
    }
    await pause();
  }
  return sumUsd(errors);
}

/** The two last steps before a window and the first after it, by cluster. */
async function readStepsAround(
  db: Database,
  window: TimeWindow,
  clusterKeys: readonly number[],
): Promise<CostStepTable[][]> {
  // Each place is compared by equality, which the databases answer by one seek; a list of places would make them scan.
  const { rows } = await sql<CostStepTable>`
    with place(name) as (values ('before start'), ('start'), ('end'), ('after end'))
    select distinct step.*
    from cluster
    cross join place
    join cost_step as step on step.cluster_key = cluster.key and step.at = case place.name
      when 'before start' then (
        select max(at) from cost_step where cluster_key = cluster.key and at < ${latestUntil(window.from)})
      when 'start' then ${latestUntil(window.from)}
      when 'end' then ${latestUntil(window.to)}
      else (select min(at) from cost_step where cluster_key = cluster.key and at > ${window.to}) end
    where cluster.key in (${sql.join(clusterKeys)})
    order by step.cluster_key, step.at`.execute(db);
  return [...Map.groupBy(rows, ({ clusterKey }) => clusterKey).values()];
}

function latestUntil(moment: EpochMs) {
  return latestStep(sql`cluster.key`, sql`cast(${moment} as bigint)`);
}
