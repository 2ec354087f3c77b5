import "server-only";
import { onTestFinished } from "vitest";
import { DEFAULT_LIFE_MS, DEFAULT_SHOW } from "@/lib/domain/people/share-link";
import { openShareLinks } from "@/lib/server/sharing/links/open-share-links";
import type { ShareLinks } from "@/lib/server/sharing/links/share-links";
import type { LinkTerms, StoredLink } from "@/lib/server/sharing/links/stored-link";
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
