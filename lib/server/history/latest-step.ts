import "server-only";
import { type RawBuilder, sql } from "kysely";

const NEAR_MS = 86_400_000;

/**
 * The time of a cluster's latest step at or before a moment. It is looked for nearby first, where a cluster that
 * changes often has it: scanning backwards, PostgreSQL reads every entry of an index page within the bounds before it
 * returns the first.
 */
export function latestStep(clusterKey: RawBuilder<number>, moment: RawBuilder<number>): RawBuilder<number | null> {
  const steps = sql`select max(earlier.at) from cost_step as earlier where earlier.cluster_key = ${clusterKey}`;
  return sql<number | null>`coalesce(
    (${steps} and earlier.at <= ${moment} and earlier.at > ${moment} - ${NEAR_MS}),
    (${steps} and earlier.at <= ${moment} - ${NEAR_MS}))`;
}
