import "server-only";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import { SHARE_MIGRATIONS } from "./migrations";
import { createShareLinks, type ShareLinks, type ShareLinkTables } from "./share-links";

export async function openShareLinks(store: Store): Promise<ShareLinks> {
  await migrate(store, SHARE_MIGRATIONS);
  return createShareLinks(store.db.withTables<ShareLinkTables>());
}
