import "server-only";
import { type HistoryLocation, openDatabase } from "./open-database";

const TABLES = [
  "pollRun",
  "cluster",
  "clusterInterval",
  "nodeInterval",
  "costStep",
  "lastReading",
  "providerFigure",
] as const;

/** How many rows each table of a store holds. */
export async function countRows(location: HistoryLocation): Promise<Record<string, number>> {
  const { db } = openDatabase(location);
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const { rows } = await db
      .selectFrom(table)
      .select((is) => is.fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
    counts[table] = Number(rows);
  }
  await db.destroy();
  return counts;
}
