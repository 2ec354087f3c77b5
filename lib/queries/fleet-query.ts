import { queryOptions } from "@tanstack/react-query";
import { ALERTS_HEADER, NO_ALERTS } from "@/lib/contract/fleet-seen";
import { alertsTag } from "./alerts/alerts-tag";
import { createFleetReader } from "./beside/fleet-reader";
import { fleetFromAnswer } from "./fleet-from-answer";
import { requestHeld } from "./hold/request-held";
import { pagePollMs } from "./page-poll-interval";
import type { StableFleet } from "./stable-fleet";

export const FLEET_PATH = "/api/clusters";

const fleetReader = createFleetReader("people", fleetFromAnswer);

/** All clusters of all accounts, asked for as long as they are on screen. */
export const fleetQuery = queryOptions({
  queryKey: ["fleet"],
  queryFn: async ({ client, queryKey, signal, meta }): Promise<StableFleet> => {
    const { value: fleet, seen } = await requestHeld(FLEET_PATH, fleetReader, {
      ...{ client, queryKey, signal, meta },
      // The server holds a question only while these fire and no others.
      headers: { [ALERTS_HEADER]: alertsTag() ?? NO_ALERTS },
      pollIntervalsMs: intervalsOf(client.getQueryData<StableFleet>(queryKey)),
    });
    fleet.ages.see(seen);
    return fleet;
  },
  refetchInterval: (query) => pagePollMs(query),
});

/** How often the accounts are read; `null` before the first answer. */
export function intervalsOf(fleet: StableFleet | undefined): number[] | null {
  return fleet ? fleet.namedAccounts.map(({ pollIntervalMs }) => pollIntervalMs) : null;
}
