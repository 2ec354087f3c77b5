import { queryOptions } from "@tanstack/react-query";
import { guestClusterDetailShape } from "@/lib/contract/shapes/guest-cluster";
import { type AgeingCluster, ageing, intervalsOf } from "../cluster-query";
import { requestHeld } from "../hold/request-held";
import { pagePollMs } from "../page-poll-interval";
import { clusterDetailFromGuest } from "./from-guest";

/** The API path of a cluster of a share link. */
export function guestClusterPath(path: string, alias: string): string {
  return `${path}/clusters/${encodeURIComponent(alias)}`;
}

/** One cluster of a share link, by its alias. */
export function guestClusterQuery(path: string, showsCosts: boolean, alias: string) {
  return queryOptions({
    queryKey: ["guest", path, "cluster", alias],
    queryFn: async ({ client, queryKey, signal, meta }): Promise<AgeingCluster> => {
      const previous = client.getQueryData<AgeingCluster>(queryKey);
      const { value, seen } = await requestHeld(guestClusterPath(path, alias), guestClusterDetailShape, {
        ...{ client, queryKey, signal, meta, pollIntervalsMs: intervalsOf(previous) },
      });
      return ageing(previous, clusterDetailFromGuest(value, showsCosts), seen);
    },
    structuralSharing: true,
    refetchInterval: (query) => pagePollMs(query),
  });
}
