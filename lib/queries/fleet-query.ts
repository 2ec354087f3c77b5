import { queryOptions } from "@tanstack/react-query";
import { guestFleetSchema } from "@/lib/contract/guest";
import { accountFromGuest, clusterFromGuest } from "./from-guest";
import { pollInterval } from "./page-poll-interval";
import { RequestError, requestJson } from "./request";
import { createFleetReader, type StableFleet, stableFleet } from "./stable-fleet";

export const FLEET_PATH = "/api/clusters";

const fleetReader = createFleetReader();

/** All clusters of all accounts, polled for as long as they are on screen. */
export const fleetQuery = queryOptions({
  queryKey: ["fleet"],
  queryFn: ({ signal }) => requestJson(FLEET_PATH, fleetReader, { signal }),
  refetchInterval: () => pollInterval(),
});

/** The fleet of a share link, with its API below `path`. A screen sends the headers of `describeScreen` about itself. */
export function guestFleetQuery(path: string, showsCosts: boolean, describeScreen?: () => Record<string, string>) {
  return queryOptions({
    queryKey: ["guest", path, "fleet"],
    queryFn: async ({ client, queryKey, signal }): Promise<StableFleet> => {
      const headers = describeScreen?.() ?? {};
      const shared = await requestJson(`${path}/clusters`, guestFleetSchema, { signal, headers });
      return stableFleet(client.getQueryData<StableFleet>(queryKey), {
        ...shared,
        // Without costs, nothing needs it.
        billingTimeZone: shared.billingTimeZone ?? "UTC",
        accounts: shared.accounts.map(accountFromGuest),
        clusters: shared.clusters.map((cluster) => clusterFromGuest(cluster, showsCosts)),
      });
    },
    refetchInterval: ({ state }) => (hasEnded(state.error) ? false : pollInterval()),
  });
}

/** Whether the server said that the link has ended, rather than not answering at all. */
export function hasEnded(error: Error | null): boolean {
  return error instanceof RequestError && (error.status === 404 || error.status === 401);
}
