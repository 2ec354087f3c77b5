import { queryOptions } from "@tanstack/react-query";
import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { firingAlertsShape } from "@/lib/contract/shapes/alerts/firing-alerts";
import { requestJson } from "../request";

/** The key of everything asked about alerts. */
export const ALERTS_KEY = ["alerts"];

/**
 * What every page marks, worst first. `tag` is the one that came with the fleet: it changes whenever other alerts fire, so that a
 * quiet page asks for nothing.
 */
export function firingAlertsQuery(tag: string) {
  return queryOptions({
    queryKey: [...ALERTS_KEY, "firing", tag],
    queryFn: async ({ signal }): Promise<FiringAlert[]> =>
      (await requestJson("/api/alerts/firing", firingAlertsShape, { signal })).alerts,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
