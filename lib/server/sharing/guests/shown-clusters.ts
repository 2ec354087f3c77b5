import "server-only";
import { notFound } from "../../refusal";
import { createRecentKeys } from "../../security/recent-keys";
import type { ShareLinks } from "../links/share-links";
import type { StoredLink } from "../links/stored-link";
import { clusterAliasOf } from "./alias";

/** Which cluster an alias stands for. */
export interface ShownClusters {
  /** The id of a cluster that the link shows or has shown. Throws the same 404 for any other alias. */
  require(link: StoredLink, alias: string): Promise<string>;
}

/** Per link, as many as the clusters that it has ever shown. */
const MAX_LINKS = 50;

/** An alias cannot be reversed, so all aliases of a link are made once, and not for every request. */
export function createShownClusters(links: Pick<ShareLinks, "numberClusters">): ShownClusters {
  const known = createRecentKeys<Map<string, string>>(MAX_LINKS);

  return {
    async require({ id, aliasKey }, alias) {
      const byAlias = known.get(id) ?? new Map<string, string>();
      known.set(id, byAlias);
      const shown = byAlias.get(alias) ?? (await findNew(id, aliasKey, byAlias)).get(alias);
      if (shown === undefined) throw notFound("This link shows no cluster with this id.");
      return shown;
    },
  };

  async function findNew(linkId: string, aliasKey: string, byAlias: Map<string, string>) {
    // Every cluster that a link ever showed has a number.
    const numbers = await links.numberClusters(linkId, []);
    const named = new Set(byAlias.values());
    for (const clusterId of numbers.keys()) {
      if (!named.has(clusterId)) byAlias.set(clusterAliasOf(aliasKey, clusterId), clusterId);
    }
    return byAlias;
  }
}
