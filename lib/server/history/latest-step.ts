import "server-only";
import { type RawBuilder, sql } from "kysely";

const NEAR_MS = 86_400_000;

/**
 * When a cluster's latest step until a moment was. Of a cluster that changes often it is near, and is looked for there first:
 * going backwards, PostgreSQL reads all that an index page holds within the bounds before it returns the first.
 */
export function latestStep(clusterKey: RawBuilder<number>, moment: RawBuilder<number>): RawBuilder<number | null> {
  const steps = sql`select max(earlier.at) from cost_step as earlier where earlier.cluster_key = ${clusterKey}`;
  return sql<number | null>`coalesce(
    (${steps} and earlier.at <= ${moment} and earlier.at > ${moment} - ${NEAR_MS}),
    (${steps} and earlier.at <= ${moment} - ${NEAR_MS}))`;
}
