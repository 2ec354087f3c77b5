import "server-only";
import pg from "pg";
import { recogniseStoreError, StoreError, toConnectionError } from "./store-error";

const CONNECT_TIMEOUT_MS = 3_000;
/** The server ends a statement at its own timeout; one that no longer answers at all is given up a little later. */
const SILENCE_AFTER_TIMEOUT_MS = 2_000;

export interface PoolRule {
  /** Connections at most. */
  max: number;
  statementTimeoutMs: number;
}

/**
 * Connects when it is first asked something. Who waits longer than the connect timeout for a free connection gets none. Throws at
 * once for an address that can never be connected to.
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
  // A client whose server went away is replaced by the pool. Without these the process would end: one for clients that are idle, one
  // for those that are in a transaction, between two of its queries.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** What is neither the server's own word nor about a value was said by the connection, in many cases without a code. */
export function translatePostgresError(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return recogniseStoreError(error) ?? error;
  return error instanceof RangeError ? error : toConnectionError(error);
}

function requireUsable(connectionString: string): void {
  try {
    new pg.Client({ connectionString });
  } catch (error) {
    const sentence =
      "DATABASE_URL cannot be used: it is no address, or names a file, such as a certificate, that cannot be read.";
    throw new StoreError("impossible", sentence, error);
  }
}

function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("A stored number is larger than JavaScript can hold exactly.");
  return value;
}
