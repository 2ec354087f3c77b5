import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { OnAccessChanged } from "../../store/confirmed-answers";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import { type ConfirmedShareLinks, cacheShareLinks } from "./cached-share-links";
import { SHARE_MIGRATIONS } from "./migrations";
import { createShareLinks, type ShareLinkTables } from "./share-links";

export async function openShareLinks(
  store: Store,
  now: () => EpochMs,
  onAccessChanged: OnAccessChanged,
): Promise<ConfirmedShareLinks> {
  await migrate(store, SHARE_MIGRATIONS);
  return cacheShareLinks(createShareLinks(store.db.withTables<ShareLinkTables>(), store.dialect), now, onAccessChanged);
}
