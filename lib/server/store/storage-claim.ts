import "server-only";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import type { StoreLocation } from "./open-database";
import { privateFileIn } from "./sqlite-file";
import { recogniseStoreError, StoreError } from "./store-error";

const CLAIM_FILE = "clusterdeck.lock";

/** This server's claim on a folder: while it holds, no other server polls for the same history. */
export interface StorageClaim {
  /** Throws a `StoreError` of the kind `in-use` while another server has it. Once taken, it is kept. */
  take(): void;
  release(): void;
}

/** On PostgreSQL several servers may share the data, and each claim succeeds. */
export function createStorageClaim(location: StoreLocation): StorageClaim {
  if ("databaseUrl" in location) return { take: () => {}, release: () => {} };
  let held: BetterSqlite | null = null;
  return {
    take: () => {
      held ??= claimFolder(location.dataDir);
    },
    release: () => {
      held?.close();
      held = null;
    },
  };
}

/**
 * Locks a file through SQLite, since Node itself cannot: the system ends the lock with the process, however that ends, so nothing is
 * left behind that could keep the next server out. Not the database itself, which backups and other tools read meanwhile.
 */
function claimFolder(dataDir: string): BetterSqlite {
  const file = new BetterSqlite(privateFileIn(dataDir, CLAIM_FILE), { timeout: 0 });
  try {
    file.exec("begin exclusive");
    return file;
  } catch (error) {
    file.close();
    throw recogniseStoreError(error)?.kind === "locked" ? inUse(dataDir, error) : error;
  }
}

function inUse(dataDir: string, cause: unknown): StoreError {
  const sentence =
    `Another Clusterdeck is running with the data in ${path.resolve(dataDir)}. Two would poll every account twice and spoil each ` +
    "other's history. Stop the other one, or set CLUSTERDECK_DATA_DIR to another folder. Several servers for one fleet share a " +
    "PostgreSQL database instead: see docs/replicas.md.";
  return new StoreError("in-use", sentence, cause);
}
