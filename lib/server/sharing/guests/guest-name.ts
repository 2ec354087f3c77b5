import "server-only";
import { accountIdOf, clusterIdOf } from "@/lib/domain/cluster/identity";
import type { StoredLink } from "../links/stored-link";

/** By cluster id: the number in "Cluster 1". */
export type ClusterNumbers = ReadonlyMap<string, number>;

/** What a link calls a cluster; one without a name that may be told is numbered. */
export function guestNameOf(
  { clusterId, name }: { clusterId: string; name: string | null },
  { show }: Pick<StoredLink, "show">,
  numbers: ClusterNumbers,
): string {
  // If a provider gives no name, the name is the id.
  const isNamed = name !== null && clusterId !== clusterIdOf(accountIdOf(clusterId) ?? "", name);
  return show.names && isNamed ? name : `Cluster ${numbers.get(clusterId) ?? ""}`.trim();
}
