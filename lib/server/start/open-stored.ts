import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { AUDIT_MIGRATIONS } from "../auth/audit/audit-migrations";
import { openAccess } from "../auth/open-access";
import type { Configuration } from "../configuration/configuration";
import { historyIn } from "../history/open-history";
import type { Stored } from "../http/application";
import { openKeptSilences } from "../reachability/kept-silences";
import { openDisplays } from "../sharing/displays/open-displays";
import { openShareLinks } from "../sharing/links/open-share-links";
import { migrate } from "../store/migrate";
import { openDatabase } from "../store/open-database";

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
