import "server-only";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { StoredLink } from "../links/stored-link";

/** The clusters a link is about. What all of some accounts have cost is cached, so whole accounts are asked for as such. */
export function filterOfLink({ scope }: Pick<StoredLink, "scope">): ClusterFilter {
  return scope.clusterIds.length === 0 ? { accountIds: scope.accountIds } : { scope };
}
