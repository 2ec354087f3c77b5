import { queryOptions } from "@tanstack/react-query";
import { logsSchema } from "@/lib/contract/logs";
import { clusterPath } from "./cluster-query";
import { PROVIDER_TIMEOUT_MS, requestJson } from "./request";

const FOLLOW_MS = 5_000;
const AFTER_A_FAILURE_MS = 30_000;

/** The latest lines of a log: asked on demand only, again and again while they are followed, and forgotten with their viewer. */
export function logsQuery(clusterId: string, isFollowed: boolean) {
  return queryOptions({
    queryKey: ["logs", clusterId],
    queryFn: ({ signal }) =>
      requestJson(`${clusterPath(clusterId)}/logs`, logsSchema, { signal, timeoutMs: PROVIDER_TIMEOUT_MS }),
    gcTime: 0,
    refetchOnWindowFocus: isFollowed,
    refetchOnReconnect: isFollowed,
    refetchInterval: ({ state }) => {
      if (!isFollowed) return false;
      return state.status === "error" ? AFTER_A_FAILURE_MS : FOLLOW_MS;
    },
    refetchIntervalInBackground: false,
  });
}
