import { queryOptions } from "@tanstack/react-query";
import { type Timeline, timelineSchema } from "@/lib/contract/timeline";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { clusterPath } from "./cluster-query";
import { requestJson } from "./request";

const POLL_MS = 60_000;

export interface TimelineQuestion {
  clusterId: string;
  from: EpochMs;
  /** Whether to ask for the nodes' as well: a large cluster has many. */
  withNodes: boolean;
}

/** What a cluster was, from a moment until now. */
export function timelineQuery(question: TimelineQuestion) {
  const path = clusterPath(question.clusterId);
  return timelineQueryAt(path, question, (asked, signal) => requestJson(asked, timelineSchema, { signal }));
}

/** The same of whoever answers for the cluster at `path`. While another time of it loads, the last answer stays. */
export function timelineQueryAt(
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
