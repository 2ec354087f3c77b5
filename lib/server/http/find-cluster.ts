import "server-only";
import { accountIdOf } from "@/lib/domain/cluster/identity";
import type { AccountSnapshot, TrackedCluster } from "../poller/account-snapshot";
import type { FleetStore } from "../poller/fleet-store";
import { notFound } from "../refusal";

export interface FoundCluster {
  snapshot: AccountSnapshot;
  tracked: TrackedCluster;
}

/** The part of the application that knows the fleet. */
export interface FleetSource {
  poller: { store: Pick<FleetStore, "accounts"> };
}

/** The cluster with this id, even if it went within the last 30 days. Throws a 404 for any other text. */
export function findCluster({ poller }: FleetSource, clusterId: string): FoundCluster {
  return findClusterAmong(poller.store.accounts(), clusterId);
}

export function findClusterAmong(snapshots: readonly AccountSnapshot[], clusterId: string): FoundCluster {
  const accountId = accountIdOf(clusterId);
  const snapshot = snapshots.find(({ id }) => id === accountId);
  const providerClusterId = clusterId.slice(clusterId.indexOf("~") + 1);
  const tracked = snapshot?.clusters.get(providerClusterId) ?? snapshot?.gone.get(providerClusterId);
  if (!snapshot || !tracked)
    throw notFound("There is no cluster with this id, and there was none in the last 30 days.");
  return { snapshot, tracked };
}
