import "server-only";
import { type Kysely, sql } from "kysely";

/** Whether any server has been seen in this database lately. To be asked before this one is among them. */
export async function hasLiveServers<Tables>(db: Kysely<Tables>): Promise<boolean> {
  const { rows } =
    await sql`select 1 from server where seen_at > clock_timestamp() - interval '20 seconds' limit 1`.execute(db);
  return rows.length > 0;
}
