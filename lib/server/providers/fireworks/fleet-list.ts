import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { needsShards } from "./deployment-lists";
import { toReading } from "./normalise";
import type { DeploymentWithShards } from "./normalise-deployments";
import { onDemandId, toOnDemandReading } from "./normalise-on-demand";
import { idOf, type WireCluster, type WireDeployment } from "./wire";

/** What is shown as one cluster: a customer's own with what runs on it, or a deployment on Fireworks' machines. */
export type Listed =
  | { cluster: WireCluster; deployments: readonly WireDeployment[] }
  | { cluster: null; deployments: readonly [WireDeployment] };

/**
 * Everything that an account has. `clusterIds` are those of all its clusters: deployments on one that could not be read are left out
 * like the cluster itself.
 */
export function listFleet(
  clusters: readonly WireCluster[],
  deployments: readonly WireDeployment[],
  clusterIds: ReadonlySet<string | null>,
): Listed[] {
  const byCluster = Map.groupBy(deployments, clusterIdOf);
  const onDemand = deployments.filter((deployment) => !clusterIds.has(clusterIdOf(deployment)));
  return [
    ...clusters.map((cluster) => ({ cluster, deployments: byCluster.get(idOf(cluster.name)) ?? [] })),
    ...onDemand.map((deployment) => ({ cluster: null, deployments: [deployment] as const })),
  ];
}

/** Among everything that is shown. */
export function listedId(listed: Listed): string {
  return listed.cluster === null ? onDemandId(listed.deployments[0]) : idOf(listed.cluster.name);
}

export function toListedReading(listed: Listed): ClusterReading {
  const withoutShards = listed.deployments.map((deployment) => ({ deployment, shards: [] }));
  return toDetailedReading(listed, withoutShards, listed.deployments.some(needsShards) ? "summary" : "complete");
}

export function toDetailedReading(
  { cluster, deployments }: Listed,
  withShards: readonly DeploymentWithShards[],
  depth: ClusterReading["depth"],
): ClusterReading {
  if (cluster !== null) return toReading(cluster, withShards, depth);
  const [first = { deployment: deployments[0], shards: [] }] = withShards;
  return toOnDemandReading(first, depth);
}

/** `null` on Fireworks' own machines. */
function clusterIdOf({ cluster }: WireDeployment): string | null {
  return cluster ? idOf(cluster) : null;
}
