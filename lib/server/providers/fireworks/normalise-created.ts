import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { toReading } from "./normalise";
import { enumOf, type WireCluster } from "./wire";

const UNSTATED = new Set(["", "STATE_UNSPECIFIED"]);

/** A cluster as the create call answers it. It may be without a state, but what was just created is being created. */
export function toCreatedReading(cluster: WireCluster): ClusterReading {
  if (!UNSTATED.has(enumOf(cluster.state))) return toReading(cluster, [], "complete");
  return { ...toReading({ ...cluster, state: "CREATING" }, [], "complete"), providerStatus: null };
}
