import "server-only";
import { onTestFinished } from "vitest";
import { DEFAULT_LIFE_MS, DEFAULT_SHOW } from "@/lib/domain/people/share-link";
import { SHARE_MIGRATIONS } from "@/lib/server/sharing/links/migrations";
import { openShareLinks } from "@/lib/server/sharing/links/open-share-links";
import { createShareLinks, type ShareLinks, type ShareLinkTables } from "@/lib/server/sharing/links/share-links";
import type { LinkTerms, StoredLink } from "@/lib/server/sharing/links/stored-link";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase, type StoreLocation } from "@/lib/server/store/open-database";

export const NOW = Date.UTC(2026, 10, 20, 15);

/** The links as one server sees them; several servers may be opened on one store. */
export async function linksIn(location: StoreLocation): Promise<ShareLinks> {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  return openShareLinks(
    store,
    () => NOW,
    () => {},
  );
}

/** The same as the store alone has them, which takes as long as it takes, also on a busy machine. */
export async function storedLinksIn(location: StoreLocation): Promise<ShareLinks> {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  await migrate(store, SHARE_MIGRATIONS);
  return createShareLinks(store.db.withTables<ShareLinkTables>(), store.dialect);
}

export function exampleTerms(change: Partial<LinkTerms> = {}): LinkTerms {
  return {
    name: "For the customer",
    kind: "link",
    scope: { accountIds: ["shadeform"], clusterIds: [] },
    show: DEFAULT_SHOW,
    expiresAt: NOW + DEFAULT_LIFE_MS.link,
    passwordHash: null,
    frameOrigins: [],
    ...change,
  };
}

/** A link that is not in any store. */
export function exampleLink(change: Partial<LinkTerms> = {}, aliasKey = "key"): StoredLink {
  return {
    ...exampleTerms(change),
    id: aliasKey,
    aliasKey,
    createdBy: "",
    createdAt: NOW,
    revokedAt: null,
    lastOpenedAt: null,
    opens: 0,
  };
}
