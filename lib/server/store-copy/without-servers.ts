import "server-only";
import { sql } from "kysely";
import { hasLiveServer } from "../coordination/postgres/has-live-server";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { createStorageClaim } from "../store/storage-claim";
import { StoreError } from "../store/store-error";
import { isInUse, type Sleep, waitWhileInUse } from "../store/wait-while-in-use";

/**
 * Does this while no server uses any of these stores, and throws if one does that is not just ending. None can start on a folder
 * meanwhile; on PostgreSQL nothing keeps one from starting.
 */
export async function withoutServers<Result>(
  locations: readonly StoreLocation[],
  work: () => Promise<Result>,
  sleep?: Sleep,
): Promise<Result> {
  const claims = locations.map(createStorageClaim);
  const shutOut = async () => {
    for (const claim of claims) takeFrom(claim.take);
    for (const location of locations) if ("databaseUrl" in location) await requireNoServer(location);
  };
  try {
    await waitWhileInUse(shutOut, { sleep });
    return await work();
  } finally {
    for (const claim of claims) claim.release();
  }
}

function takeFrom(take: () => void): void {
  try {
    take();
  } catch (error) {
    throw isInUse(error) ? stillRunning(error) : error;
  }
}

/** Servers that share a PostgreSQL database hold no claim on it, but each says in it every few seconds that it is there. */
async function requireNoServer(location: StoreLocation): Promise<void> {
  const store = openDatabase(location);
  try {
    if ((await isServerSeen(store)) || (await isAlertLeaseHeld(store))) throw stillRunning();
  } finally {
    await store.close();
  }
}

const hasTable = async ({ db }: Store, table: string) =>
  (await db.introspection.getTables()).some(({ name }) => name === table);

async function isServerSeen(store: Store): Promise<boolean> {
  return (await hasTable(store, "server")) && (await hasLiveServer(store.db));
}

/** By which servers of versions tell that do not yet know of one another. */
async function isAlertLeaseHeld(store: Store): Promise<boolean> {
  if (!(await hasTable(store, "alert_lease"))) return false;
  const { rows } = await sql`select 1 from alert_lease where expires_at > ${Date.now()}`.execute(store.db);
  return rows.length > 0;
}

function stillRunning(cause?: unknown): StoreError {
  const sentence =
    "A Clusterdeck is running with this data, and what it does meanwhile would be lost. Stop it, and each other one that shares the " +
    "database, and try again; on PostgreSQL, half a minute after one that was killed.";
  return new StoreError("in-use", sentence, cause);
}
