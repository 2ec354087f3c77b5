import "server-only";
import { existingHistoryFile } from "../history/history-location";
import { countRows } from "../store/count-rows";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { reported, StoreError } from "../store/store-error";
import type { Sleep } from "../store/wait-while-in-use";
import { copyRows } from "./copy-rows";
import { isSameStore, type StoreSummary, summariseStore } from "./store-summary";
import { migrateAll, STORED_TABLES } from "./stored-parts";
import { withoutServers } from "./without-servers";

export interface CopiedStore {
  from: StoreSummary;
  to: StoreSummary;
}

/**
 * Copies a whole store into an empty one, between SQLite and PostgreSQL in either direction, while no server uses either: what one
 * wrote after the copy would be missing in it. The source is brought to this program's schema, and otherwise not changed.
 */
export async function copyStore(from: StoreLocation, to: StoreLocation, sleep?: Sleep): Promise<CopiedStore> {
  if ("dataDir" in from) existingHistoryFile(from.dataDir);
  const copy = () =>
    reported(async () => {
      await using source = disposable(openDatabase(from));
      await requireHistory(source.longWork);
      await migrateAll(source);
      await using target = disposable(openDatabase(to));
      return await copySnapshot(source, target);
    });
  return withoutServers([from, to], copy, sleep);
}

/**
 * Copies all that a store holds at one moment into an empty one. It runs in one transaction, which is rolled back unless both then
 * have the same rows and costs: whenever it is interrupted, nothing of the copy is there. The source is not changed.
 */
export async function copySnapshot(source: Store, target: Store): Promise<CopiedStore> {
  await migrateAll(target);
  const snapshot = source.longWork.transaction().setIsolationLevel("repeatable read");
  return snapshot.execute((reading) =>
    target.longWork.transaction().execute((writing) => copyAll({ ...source, db: reading }, { ...target, db: writing })),
  );
}

/** A store that is closed at the end of its block. */
export function disposable(store: Store): Store & AsyncDisposable {
  return { ...store, [Symbol.asyncDispose]: store.close };
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
