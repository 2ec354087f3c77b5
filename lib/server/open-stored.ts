import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { AUDIT_MIGRATIONS } from "./access/audit-migrations";
import { type Access, openAccess } from "./access/open-access";
import type { Configuration } from "./configuration/configuration";
import { type History, historyIn } from "./history/open-history";
import { type KeptSilences, openKeptSilences } from "./reachability/kept-silences";
import { type Displays, openDisplays } from "./sharing/open-displays";
import { openShareLinks } from "./sharing/open-share-links";
import type { ShareLinks } from "./sharing/share-links";
import { migrate } from "./store/migrate";
import { openDatabase, type Store } from "./store/open-database";

/** Everything that outlasts the process. */
export interface Stored {
  store: Store;
  access: Access;
  shareLinks: ShareLinks;
  displays: Displays;
  silences: KeptSilences;
  history: History;
  close(): Promise<void>;
}

/** All of it or nothing. */
export async function openStored(configuration: Configuration, now: () => EpochMs): Promise<Stored> {
  const { storage, access, publicUrl } = configuration;
  const store = openDatabase(storage);
  try {
    await migrate(store, AUDIT_MIGRATIONS);
    return {
      store,
      access: await openAccess({ store, configuration: access, publicUrl, now }),
      shareLinks: await openShareLinks(store, now),
      displays: await openDisplays(store),
      silences: await openKeptSilences(store),
      history: await historyIn(store),
      close: store.close,
    };
  } catch (error) {
    // Not waited for: a server that does not answer may not let go at once either.
    void store.close().catch(() => {});
    throw error;
  }
}
