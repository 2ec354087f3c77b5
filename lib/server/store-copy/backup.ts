import "server-only";
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import { existingHistoryFile } from "../history/history-location";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { makePrivateFile, SQLITE_FILE } from "../store/sqlite-file";
import { reported, StoreError } from "../store/store-error";
import { copySnapshot, disposable } from "./copy-store";
import { isOfThisVersion } from "./stored-parts";

/**
 * Writes a snapshot of a whole store to a new file while servers go on writing to it. The file appears only once it is
 * complete, and is itself a `clusterdeck.sqlite`, whichever database it is of.
 */
export async function backUp(location: StoreLocation, file: string): Promise<void> {
  const folder = path.dirname(file);
  if (!existsSync(folder)) throw new StoreError("refused", `The folder ${folder} for the backup does not exist.`);
  if (existsSync(file)) throw new StoreError("refused", `${file} already exists. Name a new file.`);
  const partial = `${file}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    await reported(async () => {
      const written =
        "dataDir" in location
          ? vacuumInto(existingHistoryFile(location.dataDir), partial)
          : await copyInto(location, partial);
      flush(written);
      renameSync(written, file);
    });
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function vacuumInto(history: string, file: string): string {
  makePrivateFile(file);
  const database = new BetterSqlite(history, { readonly: true });
  try {
    // Reads one snapshot; SQLite's backup API would start over at every write by the server.
    database.prepare("vacuum into ?").run([file]);
  } finally {
    database.close();
  }
  return file;
}

/** Copies PostgreSQL into a folder with a SQLite database. */
async function copyInto(location: StoreLocation, folder: string): Promise<string> {
  await using source = disposable(openDatabase(location));
  await requireThisVersion(source);
  const target = openDatabase({ dataDir: folder });
  try {
    await copySnapshot(source, target);
  } finally {
    // Which ends the log beside it, too.
    await target.close();
  }
  return path.join(folder, SQLITE_FILE);
}

/** The servers that use it may be of another version, so it must not be brought to this one. */
async function requireThisVersion(store: Store): Promise<void> {
  if (await isOfThisVersion(store)) return;
  const sentence =
    "The database was written by another version of Clusterdeck, or not at all yet. Make the backup with the version that the " +
    "servers run.";
  throw new StoreError("refused", sentence);
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
