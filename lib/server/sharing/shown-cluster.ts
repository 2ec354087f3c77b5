import "server-only";
import { notFound } from "../http/problem";
import { clusterAliasOf } from "./alias";
import type { ShareLinks } from "./share-links";
import type { StoredLink } from "./stored-link";

/** The id behind an alias, of a cluster that the link shows or has shown. Throws the same 404 for any other text. */
export async function requireShownCluster(
  { shareLinks }: { shareLinks: Pick<ShareLinks, "numberClusters"> },
  { id, aliasKey }: StoredLink,
  alias: string,
): Promise<string> {
  // Whatever a link ever showed has a number.
  const numbers = await shareLinks.numberClusters(id, []);
  const clusterId = [...numbers.keys()].find((shown) => clusterAliasOf(aliasKey, shown) === alias);
  if (clusterId === undefined) throw notFound("This link shows no cluster with this id.");
  return clusterId;
}
