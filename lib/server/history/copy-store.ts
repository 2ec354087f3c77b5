import "server-only";
import { sql } from "kysely";
import { migrate } from "../store/migrate";
import { type Dialect, openDatabase, type StoreLocation } from "../store/open-database";
import { HistoryError, reported } from "./history-error";
import { existingHistoryFile } from "./history-location";
import { HISTORY_MIGRATIONS } from "./migrations";
import type { Database, Tables } from "./schema";
import { chunks } from "./statement-chunks";
import { isSameStore, type StoreSummary, summariseStore } from "./store-summary";
import { TABLES, type TableName } from "./table-sizes";

export interface CopiedStore {
  from: StoreSummary;
  to: StoreSummary;
}

/**
 * Copies all of a store into an empty one, between SQLite and PostgreSQL in either direction: in one transaction, which is undone
 * unless both sides then hold the same rows and costs. The source is read as it is at one moment, and not changed.
 */
export async function copyStore(from: StoreLocation, to: StoreLocation): Promise<CopiedStore> {
  if ("dataDir" in from) existingHistoryFile(from.dataDir);
  return reported(async () => {
    const source = openDatabase(from);
    await using reader = source.db.withTables<Tables>();
    await requireHistory(reader);
    await migrate(source, HISTORY_MIGRATIONS);
    const target = openDatabase(to);
    await using writer = target.db.withTables<Tables>();
    await migrate(target, HISTORY_MIGRATIONS);
    const snapshot = reader.transaction().setIsolationLevel("repeatable read");
    return await snapshot.execute((reading) =>
      writer.transaction().execute((writing) => copyAll(reading, writing, target.dialect)),
    );
  });
}

async function copyAll(source: Database, target: Database, dialect: Dialect): Promise<CopiedStore> {
  if (await target.selectFrom("connection").select("id").limit(1).executeTakeFirst()) {
    throw new HistoryError("refused", "The store to copy into is not empty, so nothing was copied. Name an empty one.");
  }
  const keys = await source.selectFrom("cluster").select("key").orderBy("key").execute();
  for (const table of TABLES) {
    if (!GROWING.has(table)) await copyRows(source, target, dialect, table, sql`true`);
    else for (const { key } of keys) await copyRows(source, target, dialect, table, sql`cluster_key = ${key}`);
  }
  if (dialect === "postgres") {
    await sql`select setval(pg_get_serial_sequence('cluster', 'key'), max(key)) from cluster`.execute(target);
  }
  const copied = { from: await summariseStore(source), to: await summariseStore(target) };
  if (!isSameStore(copied.from, copied.to)) {
    throw new HistoryError("failed", "The copy differs from the original, so it was undone. Please report this.");
  }
  return copied;
}

/** Tables that may not fit into memory; a cluster's own rows do. */
const GROWING: ReadonlySet<TableName> = new Set(["clusterInterval", "nodeInterval", "costStep"]);

type Row = Record<string, string | number | null>;

async function copyRows(
  source: Database,
  target: Database,
  dialect: Dialect,
  table: TableName,
  condition: ReturnType<typeof sql>,
): Promise<void> {
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${condition}`.execute(source);
  const columns = Object.keys(rows[0] ?? {});
  // PostgreSQL makes clusters' keys itself unless told otherwise; here they are what the other tables refer to.
  const keepingKeys = dialect === "postgres" ? sql`overriding system value` : sql``;
  for await (const values of chunks(rows)) {
    const tuples = values.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    await sql`
      insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) ${keepingKeys}
      values ${sql.join(tuples)}`.execute(target);
  }
}

async function requireHistory(db: Database): Promise<void> {
  const tables = await db.introspection.getTables();
  if (tables.some(({ name }) => name === "schema_version")) return;
  throw new HistoryError("refused", "The store to copy from holds no history of Clusterdeck.");
}
