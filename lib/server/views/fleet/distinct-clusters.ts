import "server-only";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import { distinctNames } from "@/lib/domain/text/distinct-names";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import { oncePerFleet } from "./once-per-fleet";

type Names = ReadonlyMap<string, string>;

/** By cluster id: the longer names of clusters that share their name with another that exists now. */
export const distinctClusterNames = oncePerFleet(findNames);

function findNames(snapshots: readonly AccountSnapshot[]): Names {
  return distinctNames(
    snapshots.flatMap(({ id: accountId, label, provider, clusters }) =>
      [...clusters.values()].map(({ reading: { providerClusterId, name } }) => ({
        key: clusterIdOf(accountId, providerClusterId),
        name,
        marks: [provider.label, label],
        id: providerClusterId,
      })),
    ),
  );
}

/** A cluster's entry with its longer name, if it has one. */
export function withDistinctName<Entry extends { id: string; distinctName?: string | undefined }>(
  cluster: Entry,
  names: Names,
): Entry {
  const distinctName = names.get(cluster.id);
  return distinctName === undefined ? cluster : { ...cluster, distinctName };
}
