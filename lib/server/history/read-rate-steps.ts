import "server-only";
import { sql } from "kysely";
import { type RateInterval, usdMicrosPerHour } from "@/lib/domain/cost";
import { MAX_RATE_STEPS, type RateStep, rateSteps } from "@/lib/domain/rate-steps";
import type { TimeWindow } from "@/lib/domain/time-window";
import { type ClusterFilter, filterCondition } from "./cluster-filter";
import type { Database } from "./schema";

interface StepRow {
  clusterKey: number;
  at: number;
  rate: number | null;
}

/** Every change of the summed rate inside a window; `null` when there are more than a chart can draw. */
export async function readRateSteps(
  db: Database,
  window: TimeWindow,
  filter: ClusterFilter,
): Promise<RateStep[] | null> {
  const inside = sql`step.at > ${window.from} and step.at < ${window.to}`;
  const some = await sql`
    select 1 from cluster cross join cost_step as step
    where step.cluster_key = cluster.key and ${inside} and ${filterCondition(filter)}
    limit ${MAX_RATE_STEPS}`.execute(db);
  if (some.rows.length >= MAX_RATE_STEPS) return null;
  const { rows } = await sql<StepRow>`
    select step.cluster_key, step.at, step.usd_micros_per_hour as rate
    from cluster join cost_step as step on step.cluster_key = cluster.key and (${inside} or step.at = (
      select max(at) from cost_step where cluster_key = cluster.key and at <= ${window.from}))
    where ${filterCondition(filter)}
    order by step.cluster_key, step.at`.execute(db);
  return rateSteps(toIntervals(rows, window.to), window);
}

function toIntervals(rows: readonly StepRow[], to: number): RateInterval[] {
  return rows.map(({ clusterKey, at, rate }, index) => {
    const next = rows[index + 1];
    const end = next?.clusterKey === clusterKey ? next.at : Math.max(at, to);
    return { from: at, to: end, usdMicrosPerHour: rate === null ? null : usdMicrosPerHour(rate) };
  });
}
