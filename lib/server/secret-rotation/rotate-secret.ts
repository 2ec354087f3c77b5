import "server-only";
import { existingHistoryFile } from "../history/history-location";
import { createSecretBox } from "../secret-box/secret-box";
import { adoptNextSecretKey, beginNextSecretKey, nextSecretKeyIn, secretKeyIn } from "../secret-box/secret-key";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { reported, StoreError } from "../store/store-error";
import type { Sleep } from "../store/wait-while-in-use";
import { migrateAll } from "../store-copy/stored-parts";
import { withoutServers } from "../store-copy/without-servers";
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
export async function rotateSecret({ location, dataDir, current, next }: Rotation, sleep?: Sleep): Promise<Resealed> {
  if (current !== null && next === null)
    throw new StoreError(
      "refused",
      "CLUSTERDECK_SECRET_KEY is set, so the new key must be given too: CLUSTERDECK_NEW_SECRET_KEY, or CLUSTERDECK_NEW_SECRET_KEY_FILE. " +
        "Make one with: openssl rand -base64 32",
    );
  if ("dataDir" in location) existingHistoryFile(location.dataDir);
  const seal = () =>
    reported(async () => {
      const store = openDatabase(location);
      try {
        await migrateAll(store);
        if (current !== null && next !== null)
          return await sealAnew(store, createSecretBox(current), createSecretBox(next));
        const before = createSecretBox(
          secretKeyIn(dataDir),
          [nextSecretKeyIn(dataDir)].filter((key) => key !== null),
        );
        if (next !== null) return await sealAnew(store, before, createSecretBox(next));
        const result = await sealAnew(store, before, createSecretBox(beginNextSecretKey(dataDir)));
        adoptNextSecretKey(dataDir);
        return result;
      } finally {
        await store.close();
      }
    });
  return withoutServers([location], seal, sleep);
}
