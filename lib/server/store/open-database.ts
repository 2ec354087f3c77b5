import "server-only";
import {
  CamelCasePlugin,
  Kysely,
  type Dialect as KyselyDialect,
  PostgresDialect,
  type PostgresDialectConfig,
  SqliteDialect,
} from "kysely";
import { openPool, type PoolRule, translatePostgresError } from "./postgres-pool";
import { reportingDialect, type Translate } from "./reporting-dialect";
import { openSqliteFile } from "./sqlite-file";
import { readingDialect } from "./sqlite-reader";
import { recogniseStoreError, type StoreError } from "./store-error";

/** Where everything is stored: a folder for SQLite, or a PostgreSQL server. */
export type StoreLocation = { dataDir: string } | PostgresLocation;

export interface PostgresLocation {
  databaseUrl: string;
  /** Leads to the same database without a pooler in between, if `databaseUrl` does not. */
  listenUrl?: string;
}

export type Dialect = "sqlite" | "postgres";

/**
 * This process's only access to its database: on SQLite a second connection that writes would meet the first one's locks.
 * Each part of the store names its own tables: `db.withTables<Tables>()`.
 */
export interface Store {
  db: Kysely<NoTables>;
  /**
   * For long work, such as queries about a year. On PostgreSQL it has its own connections, so that no sign-in and no
   * recording of a poll waits behind it.
   */
  longWork: Kysely<NoTables>;
  /** For reading only, with statements that take long: SQLite runs them in a thread, which costs one to start. */
  longReads: Kysely<NoTables>;
  dialect: Dialect;
  /** From now on every query throws this. */
  retire(reason: StoreError): void;
  close(): Promise<void>;
}

type NoTables = Record<never, never>;

const QUICK: PoolRule = { max: 4, statementTimeoutMs: 5_000 };
const LONG: PoolRule = { max: 4, statementTimeoutMs: 20_000 };

/** Opens SQLite at once, and throws what is wrong with its file. PostgreSQL is connected to only by the first query. */
export function openDatabase(location: StoreLocation): Store {
  return "dataDir" in location ? openSqlite(location.dataDir) : openPostgres(location.databaseUrl);
}

function openSqlite(dataDir: string): Store {
  const { database, file, requireInPlace } = openSqliteFile(dataDir);
  const translate: Translate = (error) => recogniseStoreError(error) ?? error;
  const { requireInUse, ...retirement } = createRetirement();
  const requireUsable = () => {
    requireInUse();
    requireInPlace();
  };
  const db = queryBuilder(new SqliteDialect({ database }), translate, requireUsable);
  const longReads = queryBuilder(readingDialect(file), translate, requireUsable);
  const close = async () => {
    await longReads.destroy();
    await db.destroy();
  };
  return { db, longWork: db, longReads, dialect: "sqlite", ...retirement, close };
}

function openPostgres(databaseUrl: string): Store {
  const { requireInUse, ...retirement } = createRetirement();
  const db = queryPostgres(openPool(databaseUrl, QUICK), requireInUse);
  const longWork = queryPostgres(openPool(databaseUrl, LONG), requireInUse);
  const close = async () => {
    await Promise.all([db.destroy(), longWork.destroy()]);
  };
  return { db, longWork, longReads: longWork, dialect: "postgres", ...retirement, close };
}

/** Queries over connections of their own. The pool may be made only when the first of them is asked. */
export function queryPostgres(pool: PostgresDialectConfig["pool"], requireUsable?: () => void): Kysely<NoTables> {
  return queryBuilder(new PostgresDialect({ pool }), translatePostgresError, requireUsable);
}

function createRetirement(): Pick<Store, "retire"> & { requireInUse(): void } {
  let retired: StoreError | null = null;
  return {
    retire: (reason) => {
      retired = reason;
    },
    requireInUse: () => {
      if (retired !== null) throw retired;
    },
  };
}

function queryBuilder(dialect: KyselyDialect, translate: Translate, requireUsable?: () => void): Kysely<NoTables> {
  return new Kysely({ dialect: reportingDialect(dialect, translate, requireUsable), plugins: [new CamelCasePlugin()] });
}
