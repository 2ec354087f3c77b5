import "server-only";
import { type QueryExecutorProvider, sql } from "kysely";
import { TIMING } from "./timing";

/** Whether a server of this database was seen lately enough to be there still. */
export async function hasLiveServer(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql`
    select 1 from server where seen_at > clock_timestamp() - interval '1 millisecond' * ${TIMING.ttlMs}::float8 limit 1
  `.execute(db);
  return rows.length > 0;
}
