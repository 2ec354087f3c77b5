import "server-only";
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import BetterSqlite from "better-sqlite3";
import type { StoreLocation } from "../store/open-database";
import { reported, StoreError } from "../store/store-error";
import { existingHistoryFile } from "./history-location";

/**
 * Writes the history as it is at one moment to a new file, while a server goes on writing to it. The file is there only once it is
 * whole, and is a `clusterdeck.sqlite` itself.
 */
export async function backUp(location: StoreLocation, file: string): Promise<void> {
  if ("databaseUrl" in location) {
    throw new StoreError(
      "refused",
      `This history is in PostgreSQL, which makes its own backups: pg_dump --format=custom --file="${file}" "$DATABASE_URL"`,
    );
  }
  const folder = path.dirname(file);
  if (!existsSync(folder)) throw new StoreError("refused", `There is no folder ${folder} to write the backup into.`);
  if (existsSync(file)) throw new StoreError("refused", `${file} exists already. Name a new file.`);
  const history = existingHistoryFile(location.dataDir);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  await reported(async () => {
    const database = new BetterSqlite(history, { readonly: true });
    try {
      // Reads one snapshot; SQLite's backup interface would begin anew with every write of the server.
      database.prepare("vacuum into ?").run([partial]);
    } finally {
      database.close();
    }
    chmodSync(partial, 0o600);
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
