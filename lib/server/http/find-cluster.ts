import "server-only";
import { connectionIdOf } from "@/lib/domain/identity";
import type { Application } from "../application";
import type { ConnectionSnapshot, TrackedCluster } from "../poller/connection-snapshot";
import { notFound } from "./problem";

/** The cluster an id names, also when it has gone within the last 30 days. Throws a 404 for any other text. */
export function findCluster(
  { poller }: Application,
  clusterId: string,
): { snapshot: ConnectionSnapshot; tracked: TrackedCluster } {
  const connectionId = connectionIdOf(clusterId);
  const snapshot = connectionId === null ? null : poller.store.connection(connectionId);
  const providerClusterId = clusterId.slice(clusterId.indexOf("~") + 1);
  const tracked = snapshot?.clusters.get(providerClusterId) ?? snapshot?.gone.get(providerClusterId);
  if (!snapshot || !tracked)
    throw notFound("There is no cluster with this id, and there was none in the last 30 days.");
  return { snapshot, tracked };
}
