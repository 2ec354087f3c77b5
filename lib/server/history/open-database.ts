import "server-only";
import { mkdirSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import { CamelCasePlugin, Kysely, PostgresDialect, SqliteDialect } from "kysely";
import pg from "pg";
import type { Dialect } from "./migrations";
import type { Tables } from "./schema";

/** Where history is stored: a folder for SQLite, or a PostgreSQL server. */
export type HistoryLocation = { dataDir: string } | { databaseUrl: string };

export type Database = Kysely<Tables>;

export const HISTORY_FILE = "history.sqlite";

/** better-sqlite3 waits for a lock on the main thread, which serves pages too: better to fail, and to write at the next poll. */
const LOCK_WAIT_MS = 50;
const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 20_000;

export function openDatabase(location: HistoryLocation): { db: Database; dialect: Dialect } {
  const plugins = [new CamelCasePlugin()];
  if ("dataDir" in location) {
    const database = openSqliteFile(location.dataDir);
    return { db: new Kysely({ dialect: new SqliteDialect({ database }), plugins }), dialect: "sqlite" };
  }
  const pool = openPool(location.databaseUrl);
  return { db: new Kysely({ dialect: new PostgresDialect({ pool }), plugins }), dialect: "postgres" };
}

function openSqliteFile(dataDir: string): BetterSqlite {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new BetterSqlite(path.join(dataDir, HISTORY_FILE), { timeout: LOCK_WAIT_MS });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  return database;
}

function openPool(connectionString: string): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, readSafeInteger);
  const pool = new pg.Pool({
    connectionString,
    types,
    max: 4,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle client whose server went away is replaced by the pool; without a listener the process would end.
  pool.on("error", () => {});
  return pool;
}

function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError("A number in the history is larger than JavaScript can hold exactly.");
  return value;
}
