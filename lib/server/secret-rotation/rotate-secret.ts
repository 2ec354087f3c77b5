import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AlertTables } from "../alerts/store/schema";
import { hasLiveServer } from "../coordination/postgres/has-live-server";
import { existingHistoryFile } from "../history/history-location";
import { createSecretBox } from "../secret-box/secret-box";
import { adoptNextSecretKey, beginNextSecretKey, nextSecretKeyIn, secretKeyIn } from "../secret-box/secret-key";
import { openDatabase, type Store, type StoreLocation } from "../store/open-database";
import { createStorageClaim } from "../store/storage-claim";
import { reported, StoreError } from "../store/store-error";
import { migrateAll } from "../store-copy/stored-parts";
import { type Resealed, sealAnew } from "./seal-anew";

export interface Rotation {
  location: StoreLocation;
  /** Where a key is kept that is not configured. */
  dataDir: string;
  /** The configured key; `null` if the one in the data folder seals. */
  current: Buffer | null;
  /** The key to seal with from now on; `null` for a new one in the data folder. */
  next: Buffer | null;
}

/**
 * Seals everything that is stored sealed under another key. Whenever it is killed, a server can open everything afterwards, and another
 * run ends the work: until the transaction has ended, nothing is sealed otherwise, and until the new key has taken the place of the
 * old one, the data folder holds both.
 */
export async function rotateSecret({ location, dataDir, current, next }: Rotation, now: EpochMs): Promise<Resealed> {
  if (current !== null && next === null)
    throw new StoreError(
      "refused",
      "CLUSTERDECK_SECRET_KEY is set, so the new key must be given too: CLUSTERDECK_NEW_SECRET_KEY, or CLUSTERDECK_NEW_SECRET_KEY_FILE. " +
        "Make one with: openssl rand -base64 32",
    );
  if ("dataDir" in location) existingHistoryFile(location.dataDir);
  const claim = createStorageClaim(location);
  takeFrom(claim.take);
  const store = openDatabase(location);
  try {
    return await reported(async () => {
      await requireNoServer(store, now);
      await migrateAll(store);
      if (current !== null && next !== null) return sealAnew(store, createSecretBox(current), createSecretBox(next));
      const before = createSecretBox(
        secretKeyIn(dataDir),
        [nextSecretKeyIn(dataDir)].filter((key) => key !== null),
      );
      if (next !== null) return sealAnew(store, before, createSecretBox(next));
      const result = await sealAnew(store, before, createSecretBox(beginNextSecretKey(dataDir)));
      adoptNextSecretKey(dataDir);
      return result;
    });
  } finally {
    await store.close();
    claim.release();
  }
}

function takeFrom(take: () => void): void {
  try {
    take();
  } catch (error) {
    if (error instanceof StoreError && error.kind === "in-use") throw stillRunning(error);
    throw error;
  }
}

/** Servers that share a PostgreSQL database hold no claim on it, but each says every few seconds that it is there. */
async function requireNoServer({ db, dialect }: Store, now: EpochMs): Promise<void> {
  if (dialect === "sqlite") return;
  const tables = new Set((await db.introspection.getTables()).map(({ name }) => name));
  if (tables.has("server") && (await hasLiveServer(db))) throw stillRunning();
  if (!tables.has("alert_lease")) return;
  // A server of a version before that judges alerts, and holds a lease for it.
  const leases = db.withTables<AlertTables>().selectFrom("alertLease").select("name").where("expiresAt", ">", now);
  if ((await leases.executeTakeFirst()) !== undefined) throw stillRunning();
}

function stillRunning(cause?: unknown): StoreError {
  const sentence =
    "A Clusterdeck is running with this data, and would go on with the old key. Stop it, and each other one that shares the database; " +
    "on PostgreSQL, wait half a minute after one that was killed.";
  return new StoreError("in-use", sentence, cause);
}
