import "server-only";
import { type RawBuilder, sql } from "kysely";
import type { Dialect } from "../store/open-database";
import type { CostStepTable } from "./schema";

interface StepJoin {
  dialect: Dialect;
  /** What the joined row is called. It is all `null` for a cluster without such a step. */
  name: string;
  clusterKey: RawBuilder<number>;
  moment: RawBuilder<number>;
}

/** Joins each cluster's latest step at or before a moment. */
export function joinLatestStep({ dialect, name, clusterKey, moment }: StepJoin): RawBuilder<unknown> {
  const steps = sql`cost_step as step where step.cluster_key = ${clusterKey}`;
  if (dialect === "sqlite") {
    return sql`left join cost_step as ${sql.ref(name)} on ${sql.ref(name)}.cluster_key = ${clusterKey}
      and ${sql.ref(name)}.at = (select max(step.at) from ${steps} and step.at <= ${moment})`;
  }
  return joinEither(name, {
    near: sql`select step.* from ${steps} and step.at <= ${moment} and step.at > ${moment} - ${NEAR_MS} order by step.at desc`,
    far: sql`select step.* from ${steps} and step.at <= ${moment} - ${NEAR_MS} and near.at is null order by step.at desc`,
  });
}

/** Joins each cluster's first step after a moment. */
export function joinNextStep({ dialect, name, clusterKey, moment }: StepJoin): RawBuilder<unknown> {
  const steps = sql`cost_step as step where step.cluster_key = ${clusterKey}`;
  if (dialect === "sqlite") {
    return sql`left join cost_step as ${sql.ref(name)} on ${sql.ref(name)}.cluster_key = ${clusterKey}
      and ${sql.ref(name)}.at = (select min(step.at) from ${steps} and step.at > ${moment})`;
  }
  return joinEither(name, {
    near: sql`select step.* from ${steps} and step.at > ${moment} and step.at <= ${moment} + ${NEAR_MS} order by step.at`,
    far: sql`select step.* from ${steps} and step.at > ${moment} + ${NEAR_MS} and near.at is null order by step.at`,
  });
}

/** A cluster that changes often has its step nearby. */
const NEAR_MS = sql.lit(86_400_000);

const COLUMNS: readonly (keyof CostStepTable)[] = [
  "at",
  "errorMs",
  "usdMicrosPerHour",
  "accruedMicros",
  "accruedRest",
  "errorMicros",
  "unpricedMs",
];

/**
 * PostgreSQL reads every entry of an index page within the bounds before it returns the first, so that close bounds are
 * tried before any others.
 */
function joinEither(name: string, { near, far }: Record<"near" | "far", RawBuilder<unknown>>): RawBuilder<unknown> {
  const columns = COLUMNS.map((column) => {
    const of = (step: string) => sql.ref(`${step}.${column}`);
    return sql`case when near.at is null then ${of("far")} else ${of("near")} end as ${sql.ref(column)}`;
  });
  return sql`left join lateral (
    select ${sql.join(columns)} from (select 1) as one
    left join lateral (${near} limit 1) as near on true
    left join lateral (${far} limit 1) as far on true) as ${sql.ref(name)} on true`;
}
