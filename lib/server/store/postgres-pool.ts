import "server-only";
import pg from "pg";
import { recogniseStoreError, StoreError, toConnectionError } from "./store-error";

const CONNECT_TIMEOUT_MS = 3_000;
/**
 * The server ends a statement at its own timeout. If the server no longer answers at all, we give up a little later.
 */
const SILENCE_AFTER_TIMEOUT_MS = 2_000;

export interface PoolRule {
  /** The maximum number of connections. */
  max: number;
  statementTimeoutMs: number;
}

/**
 * Connects at the first query. A query that waits longer than the connect timeout for a free connection fails. Throws
 * at once for an address that can never work.
 */
export function openPool(connectionString: string, { max, statementTimeoutMs }: PoolRule): pg.Pool {
  requireUsable(connectionString);
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, readSafeInteger);
  const pool = new pg.Pool({
    connectionString,
    types,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + SILENCE_AFTER_TIMEOUT_MS,
    keepAlive: true,
  });
  // The pool replaces a client whose server went away. Without these two listeners the process would end: one is for
  // idle clients, one for clients between two queries of a transaction.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** An error that is neither the server's own nor about a value comes from the connection, often without a code. */
export function translatePostgresError(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return recogniseStoreError(error) ?? error;
  return error instanceof RangeError ? error : toConnectionError(error);
}

function requireUsable(connectionString: string): void {
  try {
    new pg.Client({ connectionString });
  } catch (error) {
    const sentence =
      "DATABASE_URL cannot be used: it is not an address, or it names a file, such as a certificate, that cannot be read.";
    throw new StoreError("impossible", sentence, error);
  }
}

function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("A stored number is larger than JavaScript can hold exactly.");
  return value;
}
