import { queryOptions } from "@tanstack/react-query";
import { guestTimelineShape } from "@/lib/contract/shapes/guest-timeline";
import { timelineShape } from "@/lib/contract/shapes/timeline";
import type { Timeline } from "@/lib/contract/timeline";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { clusterPath, guestClusterPath } from "./cluster-query";
import { timelineFromGuest } from "./from-guest";
import { requestJson } from "./request";

const POLL_MS = MINUTE_MS;

export interface TimelineQuery {
  clusterId: string;
  from: EpochMs;
  /** Whether to include the nodes' timelines: a large cluster has many. */
  withNodes: boolean;
}

/** A cluster's states from a moment until now. */
export function timelineQuery(query: TimelineQuery) {
  const path = clusterPath(query.clusterId);
  return timelineQueryAt(path, query, (asked, signal) => requestJson(asked, timelineShape, { signal }));
}

/** The same for a cluster of a share link, by its alias. */
export function guestTimelineQuery(path: string, showsCosts: boolean, query: TimelineQuery) {
  return timelineQueryAt(guestClusterPath(path, query.clusterId), query, async (asked, signal) =>
    timelineFromGuest(await requestJson(asked, guestTimelineShape, { signal }), showsCosts),
  );
}

/** The timeline of the cluster at `path`. While another period loads, the last answer stays. */
function timelineQueryAt(
  path: string,
  { from, withNodes }: TimelineQuery,
  ask: (path: string, signal: AbortSignal) => Promise<Timeline>,
) {
  const search = new URLSearchParams({ from: new Date(from).toISOString(), ...(withNodes && { nodes: "true" }) });
  return queryOptions({
    queryKey: ["timeline", path, from, withNodes] as const,
    queryFn: ({ signal }) => ask(`${path}/timeline?${search}`, signal),
    placeholderData: (previous, query) => (query?.queryKey[1] === path ? previous : undefined),
    structuralSharing: true,
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: false,
  });
}
