import "server-only";
import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import {
  CamelCasePlugin,
  Kysely,
  type Dialect as KyselyDialect,
  PostgresDialect,
  type PostgresPool,
  SqliteDialect,
} from "kysely";
import pg from "pg";
import { noteLostConnection } from "./store-fault";

/** Where everything is stored: a folder for SQLite, or a PostgreSQL server. */
export type StoreLocation = { dataDir: string } | { databaseUrl: string };

export type Dialect = "sqlite" | "postgres";

/**
 * The one connection of this process to its database: SQLite would let a second one meet the first one's locks. Whoever keeps
 * something in it names its own tables: `db.withTables<Tables>()`.
 */
export interface Store {
  db: Kysely<NoTables>;
  dialect: Dialect;
}

type NoTables = Record<never, never>;

export const SQLITE_FILE = "clusterdeck.sqlite";

/** better-sqlite3 waits for a lock on the main thread, which serves pages too: better to fail, and to write at the next poll. */
const LOCK_WAIT_MS = 50;
const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 20_000;

export function openDatabase(location: StoreLocation): Store {
  if ("dataDir" in location) {
    return { db: queryBuilder(new SqliteDialect({ database: openSqliteFile(location.dataDir) })), dialect: "sqlite" };
  }
  return {
    db: queryBuilder(new PostgresDialect({ pool: noting(openPool(location.databaseUrl)) })),
    dialect: "postgres",
  };
}

function queryBuilder(dialect: KyselyDialect): Kysely<NoTables> {
  return new Kysely({ dialect, plugins: [new CamelCasePlugin()] });
}

function openSqliteFile(dataDir: string): BetterSqlite {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, SQLITE_FILE);
  const database = new BetterSqlite(file, { timeout: LOCK_WAIT_MS });
  // It holds what sessions are signed with. SQLite gives the files beside it the same mode.
  chmodSync(file, 0o600);
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
  // The same error then ends the queries of this client.
  pool.on("connect", (client) => client.on("error", noteLostConnection));
  return pool;
}

/** What Kysely needs of a pool. That no connection could be had is an error without a code as well. */
function noting(pool: pg.Pool): PostgresPool {
  const connect = () =>
    pool.connect().catch((error: Error) => {
      noteLostConnection(error);
      throw error;
    });
  return { options: pool.options, connect, end: () => pool.end() };
}

function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("A stored number is larger than JavaScript can hold exactly.");
  return value;
}
