import { queryOptions } from "@tanstack/react-query";
import { clusterDetailShape } from "@/lib/contract/shapes/cluster";
import { guestClusterDetailShape } from "@/lib/contract/shapes/guest-cluster";
import { FLEET_PATH } from "./fleet-query";
import { clusterDetailFromGuest } from "./from-guest";
import { pollInterval } from "./page-poll-interval";
import { RequestError, requestJson } from "./request";

/** The API path of a cluster, whose id may contain any character a provider puts into it. */
export function clusterPath(clusterId: string): string {
  return `${FLEET_PATH}/${encodeURIComponent(clusterId)}`;
}

/** One cluster with its nodes and facts. Unchanged nodes keep their identity from poll to poll, so that their rows do not re-render. */
export function clusterQuery(clusterId: string) {
  return queryOptions({
    queryKey: ["cluster", clusterId],
    queryFn: ({ signal }) => requestJson(clusterPath(clusterId), clusterDetailShape, { signal }),
    structuralSharing: true,
    refetchInterval: pollInterval,
  });
}

/** The API path of a cluster of a share link. */
export function guestClusterPath(path: string, alias: string): string {
  return `${path}/clusters/${encodeURIComponent(alias)}`;
}

/** One cluster of a share link, by its alias. */
export function guestClusterQuery(path: string, showsCosts: boolean, alias: string) {
  return queryOptions({
    queryKey: ["guest", path, "cluster", alias],
    queryFn: async ({ signal }) => {
      const answer = await requestJson(guestClusterPath(path, alias), guestClusterDetailShape, { signal });
      return clusterDetailFromGuest(answer, showsCosts);
    },
    structuralSharing: true,
    refetchInterval: pollInterval,
  });
}

/** Whether the server said that no cluster ever had this id, rather than not answering at all. */
export function isNotFound(error: Error | null): boolean {
  return error instanceof RequestError && error.status === 404;
}
