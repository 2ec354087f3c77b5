import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import { SHARE_MIGRATIONS } from "./migrations";
import { rememberShareLinks } from "./remembered-share-links";
import { createShareLinks, type ShareLinks, type ShareLinkTables } from "./share-links";

export async function openShareLinks(store: Store, now: () => EpochMs): Promise<ShareLinks> {
  await migrate(store, SHARE_MIGRATIONS);
  return rememberShareLinks(createShareLinks(store.db.withTables<ShareLinkTables>()), now);
}
