import "server-only";
import { existingHistoryFile } from "../history/history-location";
import { countRows } from "../store/count-rows";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { reported, StoreError } from "../store/store-error";
import { copyRows } from "./copy-rows";
import { isSameStore, type StoreSummary, summariseStore } from "./store-summary";
import { migrateAll, STORED_TABLES } from "./stored-parts";

export interface CopiedStore {
  from: StoreSummary;
  to: StoreSummary;
}

/**
 * Copies a whole store into an empty one, between SQLite and PostgreSQL in either direction. It runs in one
 * transaction, which is rolled back unless both sides then have the same rows and costs. The source is read as a
 * snapshot and not changed.
 */
export async function copyStore(from: StoreLocation, to: StoreLocation): Promise<CopiedStore> {
  if ("dataDir" in from) existingHistoryFile(from.dataDir);
  return reported(async () => {
    const source = openDatabase(from);
    await using reader = source.longWork;
    await requireHistory(reader);
    await migrateAll(source);
    const target = openDatabase(to);
    await using writer = target.longWork;
    await migrateAll(target);
    const snapshot = reader.transaction().setIsolationLevel("repeatable read");
    return await snapshot.execute((reading) =>
      writer.transaction().execute((writing) => copyAll({ ...source, db: reading }, { ...target, db: writing })),
    );
  });
}

type Side = Pick<Store, "db" | "dialect">;

async function copyAll(source: Side, target: Side): Promise<CopiedStore> {
  const rows = await countRows(target.db, STORED_TABLES);
  if ([...rows.values()].some((count) => count > 0)) {
    throw new StoreError("refused", "The store to copy into is not empty, so nothing was copied. Name an empty one.");
  }
  for (const table of STORED_TABLES) await copyRows(source.db, target.db, target.dialect, table);
  const copied = { from: await summariseStore(source), to: await summariseStore(target) };
  if (!isSameStore(copied.from, copied.to)) {
    throw new StoreError("failed", "The copy differs from the original, so it was rolled back. Please report this.");
  }
  return copied;
}

async function requireHistory(db: Store["db"]): Promise<void> {
  const tables = await db.introspection.getTables();
  if (tables.some(({ name }) => name === "schema_version")) return;
  throw new StoreError("refused", "The store to copy from has no history.");
}
