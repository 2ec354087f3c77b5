import { queryOptions } from "@tanstack/react-query";
import { connectionDetailsShape } from "@/lib/contract/shapes/connection-details";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { clusterPath } from "./cluster-query";
import { PROVIDER_TIMEOUT_MS, requestJson } from "./request";

const FRESH_FOR_MS = MINUTE_MS;

/** How to connect to a cluster: fetched on demand only, since it may cost a call to the provider, and dropped soon after. */
export function connectionDetailsQuery(clusterId: string) {
  return queryOptions({
    queryKey: ["connection-details", clusterId],
    queryFn: ({ signal }) =>
      requestJson(`${clusterPath(clusterId)}/connection`, connectionDetailsShape, {
        signal,
        timeoutMs: PROVIDER_TIMEOUT_MS,
      }),
    staleTime: FRESH_FOR_MS,
    gcTime: FRESH_FOR_MS,
    refetchOnWindowFocus: false,
  });
}
