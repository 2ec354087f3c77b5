import "server-only";
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import { StoreError } from "./store-error";

export const SQLITE_FILE = "clusterdeck.sqlite";

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/**
 * better-sqlite3 waits for a lock on the main thread, which also serves pages, so it is better to fail and write at the
 * next poll.
 */
const LOCK_WAIT_MS = 50;

export interface SqliteDatabase {
  database: BetterSqlite;
  file: string;
  /**
   * Throws while the file is not where it was opened. SQLite itself silently goes on writing to a file that was moved,
   * deleted or replaced, all of which would be lost at the next start.
   */
  requireInPlace(): void;
}

/** Opens the database in a folder, and creates either if it is missing. */
export function openSqliteFile(dataDir: string): SqliteDatabase {
  const file = privateFileIn(dataDir, SQLITE_FILE);
  const database = new BetterSqlite(file, { timeout: LOCK_WAIT_MS });
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, file, requireInPlace: expectInPlace(file) };
}

/** The path of a file that only its owner can read, in a folder of which the same is true. Creates either if it is missing. */
export function privateFileIn(dataDir: string, name: string): string {
  const file = path.resolve(dataDir, name);
  try {
    makeFolder(path.dirname(file));
    keepPrivate(file);
  } catch (error) {
    throw IMPOSSIBLE.has(codeOf(error)) ? impossible(dataDir, error) : error;
  }
  return file;
}

function expectInPlace(file: string): () => void {
  const opened = statSync(file, { bigint: true });
  return () => {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (found?.ino === opened.ino && found.dev === opened.dev) return;
    const sentence =
      "The database file was moved, deleted or replaced while the server was running. " +
      "Put the old one back, or restart the server to continue with what is there now.";
    throw new StoreError("replaced", sentence);
  };
}

/**
 * Creates an empty file that only its owner can read, before it has any content: it will contain the secret that signs
 * sessions. SQLite fills the file, and gives the files that it creates beside it the same mode. Throws if there is a
 * file.
 */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, "wx", OWNER_ONLY));
}

function keepPrivate(file: string): void {
  try {
    makePrivateFile(file);
  } catch (error) {
    // An existing file is not opened: closing it would release the locks that this process has on it.
    if (codeOf(error) !== "EEXIST" || !statSync(file).isFile()) throw error;
    chmodSync(file, OWNER_ONLY);
  }
}

/** Not `recursive`: if no folder can be created although its parent exists, as in `/proc`, Node would try for ever. */
function makeFolder(folder: string): void {
  const make = () => mkdirSync(folder, { mode: OWNER_ONLY_FOLDER });
  try {
    make();
  } catch (error) {
    if (codeOf(error) === "EEXIST" && statSync(folder).isDirectory()) return;
    const parent = path.dirname(folder);
    if (codeOf(error) !== "ENOENT" || parent === folder) throw error;
    makeFolder(parent);
    make();
  }
}

/** The error for a path at which nothing can ever be stored. */
const IMPOSSIBLE: ReadonlySet<string> = new Set([
  "EEXIST",
  "ENOENT",
  "ENOTDIR",
  "ENAMETOOLONG",
  "ERR_INVALID_ARG_VALUE",
]);

function impossible(dataDir: string, cause: unknown): StoreError {
  const sentence =
    `Nothing can be stored in ${dataDir}: the folder, or ${SQLITE_FILE} in it, cannot be created (${codeOf(cause)}). ` +
    "Set CLUSTERDECK_DATA_DIR to a folder that the server may write to.";
  return new StoreError("impossible", sentence, cause);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
