import { queryOptions } from "@tanstack/react-query";
import { offersShape } from "@/lib/contract/shapes/offers";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { clusterPath } from "./cluster-query";
import { PROVIDER_TIMEOUT_MS, requestJson } from "./request";

/** The server asks the provider at most once an hour, but the comparison follows the cluster's own rate more closely. */
const POLL_MS = 10 * MINUTE_MS;

/** Where the same cluster would currently cost less. */
export function offersQuery(clusterId: string) {
  return queryOptions({
    queryKey: ["offers", clusterId],
    queryFn: ({ signal }) =>
      requestJson(`${clusterPath(clusterId)}/offers`, offersShape, { signal, timeoutMs: PROVIDER_TIMEOUT_MS }),
    structuralSharing: true,
    staleTime: POLL_MS,
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: false,
  });
}
