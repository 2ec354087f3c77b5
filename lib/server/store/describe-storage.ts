import "server-only";
import { stat } from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import type { Store, StoreLocation } from "./open-database";
import { SQLITE_FILE } from "./sqlite-file";

export interface StorageDescription {
  kind: "SQLite" | "PostgreSQL";
  /** Without credentials. */
  location: string;
  /** `null` while it is unknown. */
  sizeBytes: number | null;
}

/** Where everything is stored, and how much space it takes. The store is `null` while it is not open. */
export async function describeStorage(location: StoreLocation, store: Store | null): Promise<StorageDescription> {
  if ("dataDir" in location) {
    const dataDir = path.resolve(location.dataDir);
    return { kind: "SQLite", location: dataDir, sizeBytes: await sizeOfFiles(path.join(dataDir, SQLITE_FILE)) };
  }
  const sizeBytes = store && (await databaseSize(store).catch(() => null));
  return { kind: "PostgreSQL", location: databasePlace(location.databaseUrl) ?? "as DATABASE_URL says", sizeBytes };
}

/** Names a store in a sentence, without credentials. */
export function storageWords(location: StoreLocation): string {
  if ("dataDir" in location) return `SQLite in ${path.resolve(location.dataDir)}`;
  const place = databasePlace(location.databaseUrl);
  return place === null ? "PostgreSQL" : `PostgreSQL at ${place}`;
}

/** `null` if it cannot be told apart from the credentials. */
function databasePlace(databaseUrl: string): string | null {
  // What is wrong with an address is said when it is used; an error of URL would contain its password.
  if (!URL.canParse(databaseUrl)) return null;
  const { host, pathname, search, hash } = new URL(databaseUrl);
  // What looks like a port may be where a password begins that somebody has not escaped.
  return /[@#]/.test(pathname + search + hash) ? null : `${host}${pathname}`;
}

async function databaseSize({ db }: Store): Promise<number | null> {
  const query = sql<{ size: number }>`select pg_database_size(current_database()) as size`;
  return (await query.execute(db)).rows[0]?.size ?? null;
}

/** The database and the files beside it while it is open. */
async function sizeOfFiles(file: string): Promise<number> {
  const sizes = await Promise.all(
    ["", "-wal", "-shm"].map((suffix) =>
      stat(file + suffix).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
