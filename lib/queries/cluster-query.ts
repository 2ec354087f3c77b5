import { queryOptions } from "@tanstack/react-query";
import { clusterDetailSchema } from "@/lib/contract/cluster";
import { FLEET_PATH, pollInterval } from "./fleet-query";
import { RequestError, requestJson } from "./request";

/** Where the server answers for one cluster: an id may hold any character a provider puts into it. */
export function clusterPath(clusterId: string): string {
  return `${FLEET_PATH}/${encodeURIComponent(clusterId)}`;
}

/** One cluster with its nodes and facts. Unchanged nodes keep their identity from poll to poll, so that their rows do not render again. */
export function clusterQuery(clusterId: string) {
  return queryOptions({
    queryKey: ["cluster", clusterId],
    queryFn: ({ signal }) => requestJson(clusterPath(clusterId), clusterDetailSchema, { signal }),
    structuralSharing: true,
    refetchInterval: pollInterval,
  });
}

/** Whether the server said that no cluster ever had this id, as against not answering at all. */
export function isNotFound(error: Error | null): boolean {
  return error instanceof RequestError && error.status === 404;
}
