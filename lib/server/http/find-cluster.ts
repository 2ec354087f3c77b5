import "server-only";
import { connectionIdOf } from "@/lib/domain/cluster/identity";
import type { ConnectionSnapshot, TrackedCluster } from "../poller/connection-snapshot";
import { notFound } from "../refusal";
import type { Application } from "./application";

export interface FoundCluster {
  snapshot: ConnectionSnapshot;
  tracked: TrackedCluster;
}

/** The cluster an id names, also when it has gone within the last 30 days. Throws a 404 for any other text. */
export function findCluster({ poller }: Application, clusterId: string): FoundCluster {
  return findClusterAmong(poller.store.connections(), clusterId);
}

export function findClusterAmong(snapshots: readonly ConnectionSnapshot[], clusterId: string): FoundCluster {
  const connectionId = connectionIdOf(clusterId);
  const snapshot = snapshots.find(({ id }) => id === connectionId);
  const providerClusterId = clusterId.slice(clusterId.indexOf("~") + 1);
  const tracked = snapshot?.clusters.get(providerClusterId) ?? snapshot?.gone.get(providerClusterId);
  if (!snapshot || !tracked)
    throw notFound("There is no cluster with this id, and there was none in the last 30 days.");
  return { snapshot, tracked };
}
