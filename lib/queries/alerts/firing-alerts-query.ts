import { queryOptions } from "@tanstack/react-query";
import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { firingAlertsShape } from "@/lib/contract/shapes/alerts/firing-alerts";
import { VISIBLE_POLL_MS } from "../page-poll-interval";
import { requestJson } from "../request";

/** The key of everything asked about alerts. */
export const ALERTS_KEY = ["alerts"];

/**
 * What every page marks, worst first. Asked again only when the fleet's answers say that others fire (see `alertsTag`), so that a
 * quiet page asks for nothing, and after a failure.
 */
export const firingAlertsQuery = queryOptions({
  queryKey: [...ALERTS_KEY, "firing"],
  queryFn: async ({ signal }): Promise<FiringAlert[]> =>
    (await requestJson("/api/alerts/firing", firingAlertsShape, { signal })).alerts,
  staleTime: Number.POSITIVE_INFINITY,
  refetchInterval: ({ state }) => (state.error === null ? false : VISIBLE_POLL_MS),
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
});
