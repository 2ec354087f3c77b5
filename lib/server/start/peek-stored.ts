import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import { NOTHING_STORED, type StoredSoFar } from "../configuration/configuration";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { SQLITE_FILE } from "../store/sqlite-file";

/** A database that answers at all does so by then; nothing live waits longer for one that does not. */
const MAX_WAIT_MS = 1_000;

type PeekedTables = Record<"storedAccount" | "person", { id: string }>;

/**
 * What is stored already, as far as it decides how to start: read without making a store where there is none, or moving one
 * forward. `null` if it cannot be read now.
 */
export async function peekStored(location: StoreLocation): Promise<StoredSoFar | null> {
  if ("dataDir" in location && !existsSync(path.resolve(location.dataDir, SQLITE_FILE))) return NOTHING_STORED;
  return Promise.race([readStored(location), sleep(MAX_WAIT_MS, null, { ref: false })]);
}

async function readStored(location: StoreLocation): Promise<StoredSoFar | null> {
  try {
    const store = openDatabase(location);
    try {
      return await storedIn(store.db.withTables<PeekedTables>());
    } finally {
      void store.close().catch(() => {});
    }
  } catch {
    // Whatever is wrong with it is said when it is opened.
    return null;
  }
}

async function storedIn(db: Kysely<PeekedTables>): Promise<StoredSoFar> {
  const tables = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const accounts = tables.has("stored_account") ? await db.selectFrom("storedAccount").select("id").execute() : [];
  const person = tables.has("person")
    ? await db.selectFrom("person").select("id").limit(1).executeTakeFirst()
    : undefined;
  return { accountIds: accounts.map(({ id }) => id), hasPeople: person !== undefined };
}
