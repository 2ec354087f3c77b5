import "server-only";
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import { StoreError } from "./store-error";

export const SQLITE_FILE = "clusterdeck.sqlite";

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** better-sqlite3 waits for a lock on the main thread, which serves pages too: better to fail, and to write at the next poll. */
const LOCK_WAIT_MS = 50;

export interface SqliteDatabase {
  database: BetterSqlite;
  /**
   * Throws while the file is not where it was opened. SQLite itself goes on writing to one that was moved, deleted or replaced, and says
   * nothing: all of that would be lost at the next start.
   */
  requireInPlace(): void;
}

/** Opens the database in a folder; both are made where they are missing. */
export function openSqliteFile(dataDir: string): SqliteDatabase {
  const file = path.resolve(dataDir, SQLITE_FILE);
  try {
    makeFolder(path.dirname(file));
    keepPrivate(file);
  } catch (error) {
    throw IMPOSSIBLE.has(codeOf(error)) ? impossible(dataDir, error) : error;
  }
  const database = new BetterSqlite(file, { timeout: LOCK_WAIT_MS });
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
  } catch (error) {
    database.close();
    throw error;
  }
  return { database, requireInPlace: expectInPlace(file) };
}

function expectInPlace(file: string): () => void {
  const opened = statSync(file, { bigint: true });
  return () => {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (found?.ino === opened.ino && found.dev === opened.dev) return;
    const sentence =
      "The database file was moved, deleted or replaced while the server runs. " +
      "Put the old one back, or restart the server to go on with what is there now.";
    throw new StoreError("replaced", sentence);
  };
}

/**
 * Makes an empty file that nobody else can read, before its first byte: it will hold what sessions are signed with. SQLite fills
 * what is there, and gives the files that it makes beside it the same mode. Throws where there is a file.
 */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, "wx", OWNER_ONLY));
}

function keepPrivate(file: string): void {
  try {
    makePrivateFile(file);
  } catch (error) {
    // One that is there is not opened: closing it would take away the locks that this process has on it.
    if (codeOf(error) !== "EEXIST" || !statSync(file).isFile()) throw error;
    chmodSync(file, OWNER_ONLY);
  }
}

/** Not `recursive`: where no folder can be made although its parent is there, as in `/proc`, Node would try for ever. */
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

/** What is said of a path at which nothing can ever be kept. */
const IMPOSSIBLE: ReadonlySet<string> = new Set([
  "EEXIST",
  "ENOENT",
  "ENOTDIR",
  "ENAMETOOLONG",
  "ERR_INVALID_ARG_VALUE",
]);

function impossible(dataDir: string, cause: unknown): StoreError {
  const sentence =
    `Nothing can be kept in ${dataDir}: no folder, or no ${SQLITE_FILE} in it, can be there (${codeOf(cause)}). ` +
    "Set CLUSTERDECK_DATA_DIR to a folder that the server may write to.";
  return new StoreError("impossible", sentence, cause);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
