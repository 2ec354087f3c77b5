import { queryOptions } from "@tanstack/react-query";
import { sharedClusterDetailSchema } from "@/lib/contract/shared";
import { pollInterval } from "./fleet-query";
import { clusterDetailFromShared } from "./from-shared";
import { requestJson } from "./request";

/** Where a share link's answers about one cluster start. */
export function sharedClusterPath(path: string, alias: string): string {
  return `${path}/clusters/${encodeURIComponent(alias)}`;
}

/** One cluster of a share link, by its alias. */
export function sharedClusterQuery(path: string, showsCosts: boolean, alias: string) {
  return queryOptions({
    queryKey: ["shared", path, "cluster", alias],
    queryFn: async ({ signal }) => {
      const answer = await requestJson(sharedClusterPath(path, alias), sharedClusterDetailSchema, { signal });
      return clusterDetailFromShared(answer, showsCosts);
    },
    structuralSharing: true,
    refetchInterval: pollInterval,
  });
}
