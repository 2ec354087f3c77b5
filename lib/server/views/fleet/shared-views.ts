import "server-only";
import type { Cluster } from "@/lib/contract/fleet";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { SharedMachines } from "@/lib/domain/cluster/shared/shared-machines";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { createSameMachines } from "../../poller/same-machines";
import { oncePerFleet } from "./once-per-fleet";

type SharedWith = NonNullable<Cluster["sharedWith"]>;

export type SharedViews = ReadonlyMap<string, { sharedWith: SharedWith; key: string }>;

/** By cluster id, for the clusters that others have machines of: what is said of that, and a key that changes with it. */
export const sharedViews = oncePerFleet(findShared);

function findShared(snapshots: readonly AccountSnapshot[]): SharedViews {
  const sharedOf = createSameMachines(snapshots);
  const byId = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
  const views = new Map<string, { sharedWith: SharedWith; key: string }>();
  for (const { id: accountId, clusters } of snapshots) {
    for (const providerClusterId of clusters.keys()) {
      const shared = sharedOf(accountId, providerClusterId);
      if (shared.length === 0) continue;
      const sharedWith = shared.flatMap((one) => sharedView(one, byId.get(one.accountId)));
      views.set(clusterIdOf(accountId, providerClusterId), { sharedWith, key: JSON.stringify(sharedWith) });
    }
  }
  return views;
}

function sharedView(shared: SharedMachines, other: AccountSnapshot | undefined): SharedWith {
  const cluster = other?.clusters.get(shared.providerClusterId);
  if (other === undefined || cluster === undefined) return [];
  const { accountId, providerClusterId, nodeIds, gpus, isCountedThere, isShownThere, isShownHere } = shared;
  return [
    {
      clusterId: clusterIdOf(accountId, providerClusterId),
      ...{ name: cluster.reading.name, providerLabel: other.provider.label, accountLabel: other.label },
      ...{ nodes: nodeIds.length, gpus, isCountedThere, isShownThere, isShownHere },
    },
  ];
}

/** A cluster's entry with what others have of it, if anything. */
export function withSharedMachines<Entry extends { id: string; sharedWith?: SharedWith | undefined }>(
  cluster: Entry,
  views: SharedViews,
): Entry {
  const shared = views.get(cluster.id);
  return shared === undefined ? cluster : { ...cluster, sharedWith: shared.sharedWith };
}
