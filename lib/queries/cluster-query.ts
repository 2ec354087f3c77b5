import { queryOptions } from "@tanstack/react-query";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { clusterDetailShape } from "@/lib/contract/shapes/cluster";
import { createFleetAges, type Seen, type WrittenAges } from "./ages/fleet-ages";
import { FLEET_PATH } from "./fleet-query";
import { requestHeld } from "./hold/request-held";
import { pagePollMs } from "./page-poll-interval";
import { RequestError } from "./request";

/** The API path of a cluster, whose id may contain any character a provider puts into it. */
export function clusterPath(clusterId: string): string {
  return `${FLEET_PATH}/${encodeURIComponent(clusterId)}`;
}

/** A cluster with its ages kept apart, like those of a `StableFleet`. */
export interface AgeingCluster {
  cluster: ClusterDetail;
  ages: WrittenAges;
}

/** One cluster with its nodes and facts. Unchanged nodes keep their identity from poll to poll, so that their rows do not re-render. */
export function clusterQuery(clusterId: string) {
  return queryOptions({
    queryKey: ["cluster", clusterId],
    queryFn: async ({ client, queryKey, signal, meta }): Promise<AgeingCluster> => {
      const previous = client.getQueryData<AgeingCluster>(queryKey);
      const { value, seen } = await requestHeld(clusterPath(clusterId), clusterDetailShape, {
        ...{ client, queryKey, signal, meta, pollIntervalsMs: intervalsOf(previous) },
      });
      return ageing(previous, value, seen);
    },
    structuralSharing: true,
    refetchInterval: (query) => pagePollMs(query),
  });
}

/** Whether the server said that no cluster ever had this id, rather than not answering at all. */
export function isNotFound(error: Error | null): boolean {
  return error instanceof RequestError && error.status === 404;
}

/** A newer answer about the same cluster. */
export function ageing(previous: AgeingCluster | undefined, cluster: ClusterDetail, seen: Seen): AgeingCluster {
  const ages = previous?.ages ?? createFleetAges();
  ages.read({ accounts: [cluster.account], clusters: [{ ...cluster, accountId: cluster.account.id }] });
  ages.see(seen);
  return { cluster, ages };
}

/** How often its account is read; `null` before the first answer. */
export function intervalsOf(previous: AgeingCluster | undefined): number[] | null {
  return previous ? [previous.cluster.account.pollIntervalMs] : null;
}
