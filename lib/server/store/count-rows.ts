import "server-only";
import { sql } from "kysely";
import type { Store } from "./open-database";
import type { StoredTable } from "./store-part";

/** How many rows each of these tables has. */
export async function countRows(db: Store["db"], tables: readonly StoredTable[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(db);
    counts.set(name, rows[0]?.count ?? 0);
  }
  return counts;
}
