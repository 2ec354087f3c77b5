import { queryOptions } from "@tanstack/react-query";
import { timelineShape } from "@/lib/contract/shapes/timeline";
import type { Timeline } from "@/lib/contract/timeline";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { clusterPath } from "./cluster-query";
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

/** The timeline of the cluster at `path`. While another period loads, the last answer stays. */
export function timelineQueryAt(
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
