import { guestTimelineShape } from "@/lib/contract/shapes/guest-timeline";
import { requestJson } from "../request";
import { type TimelineQuery, timelineQueryAt } from "../timeline-query";
import { timelineFromGuest } from "./from-guest";
import { guestClusterPath } from "./guest-cluster-query";

/** A cluster of a share link, by its alias, from a moment until now. */
export function guestTimelineQuery(path: string, showsCosts: boolean, query: TimelineQuery) {
  return timelineQueryAt(guestClusterPath(path, query.clusterId), query, async (asked, signal) =>
    timelineFromGuest(await requestJson(asked, guestTimelineShape, { signal }), showsCosts),
  );
}
