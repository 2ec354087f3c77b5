import "server-only";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import type { StoredLink } from "../links/stored-link";

/** The clusters that a link covers. Costs of whole accounts are cached, so a whole account is requested as such. */
export function filterOfLink({ scope }: Pick<StoredLink, "scope">): ClusterFilter {
  return scope.clusterIds.length === 0 ? { accountIds: scope.accountIds } : { scope };
}
