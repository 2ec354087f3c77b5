import "server-only";
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import type { StoreLocation } from "../store/open-database";
import { makePrivateFile } from "../store/sqlite-file";
import { reported, StoreError } from "../store/store-error";
import { existingHistoryFile } from "./history-location";

/**
 * Writes a snapshot of the history to a new file while a server goes on writing to it. The file appears only once it is
 * complete, and is itself a `clusterdeck.sqlite`.
 */
export async function backUp(location: StoreLocation, file: string): Promise<void> {
  if ("databaseUrl" in location) {
    throw new StoreError(
      "refused",
      `This history is in PostgreSQL, which makes its own backups: pg_dump --format=custom --file="${file}" "$DATABASE_URL"`,
    );
  }
  const folder = path.dirname(file);
  if (!existsSync(folder)) throw new StoreError("refused", `The folder ${folder} for the backup does not exist.`);
  if (existsSync(file)) throw new StoreError("refused", `${file} already exists. Name a new file.`);
  const history = existingHistoryFile(location.dataDir);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  await reported(async () => {
    makePrivateFile(partial);
    const database = new BetterSqlite(history, { readonly: true });
    try {
      // Reads one snapshot; SQLite's backup API would start over at every write by the server.
      database.prepare("vacuum into ?").run([partial]);
    } finally {
      database.close();
    }
    flush(partial);
  }).catch((error: unknown) => {
    rmSync(partial, { force: true });
    throw error;
  });
  renameSync(partial, file);
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
