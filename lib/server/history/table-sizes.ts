import "server-only";
import type { Database } from "./schema";

/** In an order in which a row never comes before one that it refers to. */
export const TABLES = [
  "connection",
  "pollRun",
  "cluster",
  "clusterInterval",
  "nodeInterval",
  "costStep",
  "lastReading",
  "providerFigure",
] as const;
export type TableName = (typeof TABLES)[number];

/** How many rows each table of a store holds. */
export async function countRows(db: Database): Promise<Map<TableName, number>> {
  const counts = new Map<TableName, number>();
  for (const table of TABLES) {
    const { rows } = await db
      .selectFrom(table)
      .select((is) => is.fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
    counts.set(table, Number(rows));
  }
  return counts;
}
