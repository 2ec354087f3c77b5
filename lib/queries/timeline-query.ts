import { queryOptions } from "@tanstack/react-query";
import { sharedTimelineSchema } from "@/lib/contract/shared";
import { type Timeline, timelineSchema } from "@/lib/contract/timeline";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { clusterPath, sharedClusterPath } from "./cluster-query";
import { timelineFromShared } from "./from-shared";
import { requestJson } from "./request";

const POLL_MS = MINUTE_MS;

export interface TimelineQuestion {
  clusterId: string;
  from: EpochMs;
  /** Whether to include the nodes' timelines: a large cluster has many. */
  withNodes: boolean;
}

/** A cluster's states from a moment until now. */
export function timelineQuery(question: TimelineQuestion) {
  const path = clusterPath(question.clusterId);
  return timelineQueryAt(path, question, (asked, signal) => requestJson(asked, timelineSchema, { signal }));
}

/** The same for a cluster of a share link, by its alias. */
export function sharedTimelineQuery(path: string, showsCosts: boolean, question: TimelineQuestion) {
  return timelineQueryAt(sharedClusterPath(path, question.clusterId), question, async (asked, signal) =>
    timelineFromShared(await requestJson(asked, sharedTimelineSchema, { signal }), showsCosts),
  );
}

/** The timeline of the cluster at `path`. While another period loads, the last answer stays. */
function timelineQueryAt(
  path: string,
  { from, withNodes }: TimelineQuestion,
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
