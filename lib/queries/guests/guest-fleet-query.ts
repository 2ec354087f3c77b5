import { queryOptions } from "@tanstack/react-query";
import { guestFleetShape } from "@/lib/contract/shapes/guest-fleet";
import { intervalsOf } from "../fleet-query";
import { requestHeld } from "../hold/request-held";
import { pagePollMs } from "../page-poll-interval";
import { RequestError } from "../request";
import type { StableFleet } from "../stable-fleet";
import { guestFleet } from "./guest-fleet";

/** The fleet of a share link, with its API below `path`. A screen sends the headers of `describeScreen` about itself. */
export function guestFleetQuery(path: string, showsCosts: boolean, describeScreen?: () => Record<string, string>) {
  return queryOptions({
    queryKey: ["guest", path, "fleet"],
    queryFn: async ({ client, queryKey, signal, meta }): Promise<StableFleet> => {
      const previous = client.getQueryData<StableFleet>(queryKey);
      const { value: shared, seen } = await requestHeld(`${path}/clusters`, guestFleetShape, {
        ...{ client, queryKey, signal, meta, pollIntervalsMs: intervalsOf(previous) },
        headers: describeScreen?.() ?? {},
      });
      const fleet = guestFleet(previous, shared, showsCosts);
      fleet.ages.see(seen);
      return fleet;
    },
    refetchInterval: (query) => (hasEnded(query.state.error) ? false : pagePollMs(query)),
  });
}

/** Whether the server said that the link has ended, rather than not answering at all. */
export function hasEnded(error: Error | null): boolean {
  return error instanceof RequestError && (error.status === 404 || error.status === 401);
}
