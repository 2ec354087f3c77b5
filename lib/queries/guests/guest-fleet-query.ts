import { queryOptions } from "@tanstack/react-query";
import { intervalsOf } from "../fleet-query";
import { requestHeld } from "../hold/request-held";
import { pagePollMs } from "../page-poll-interval";
import { type AnswerSchema, RequestError } from "../request";
import type { StableFleet } from "../stable-fleet";
import { guestFleetReader } from "./guest-fleet";

/** The fleet of a share link, with its API below `path`. A screen sends the headers of `describeScreen` about itself. */
export function guestFleetQuery(path: string, showsCosts: boolean, describeScreen?: () => Record<string, string>) {
  return queryOptions({
    queryKey: ["guest", path, "fleet"],
    queryFn: async ({ client, queryKey, signal, meta }): Promise<StableFleet> => {
      const { value: fleet, seen } = await requestHeld(`${path}/clusters`, readerOf(path, showsCosts), {
        ...{ client, queryKey, signal, meta },
        pollIntervalsMs: intervalsOf(client.getQueryData<StableFleet>(queryKey)),
        headers: describeScreen?.() ?? {},
      });
      fleet.ages.see(seen);
      return fleet;
    },
    refetchInterval: (query) => (hasEnded(query.state.error) ? false : pagePollMs(query)),
  });
}

/** A reader goes on from its last answer, so each link has one for as long as the page is open. */
const readers = new Map<string, AnswerSchema<StableFleet>>();

function readerOf(path: string, showsCosts: boolean): AnswerSchema<StableFleet> {
  const key = `${path} ${showsCosts}`;
  const reader = readers.get(key) ?? guestFleetReader(showsCosts);
  readers.set(key, reader);
  return reader;
}

/** Whether the server said that the link has ended, rather than not answering at all. */
export function hasEnded(error: Error | null): boolean {
  return error instanceof RequestError && (error.status === 404 || error.status === 401);
}
