import { queryOptions } from "@tanstack/react-query";
import { timelineSchema } from "@/lib/contract/timeline";
import type { EpochMs } from "@/lib/domain/cluster";
import { clusterPath } from "./cluster-query";
import { requestJson } from "./request";

const POLL_MS = 60_000;

interface TimelineQuestion {
  clusterId: string;
  from: EpochMs;
  /** Whether to ask for the nodes' as well: a large cluster has many. */
  withNodes: boolean;
}

/** What a cluster was, from a moment until now. While another time of it loads, the last answer stays. */
export function timelineQuery({ clusterId, from, withNodes }: TimelineQuestion) {
  const search = new URLSearchParams({ from: new Date(from).toISOString(), ...(withNodes && { nodes: "true" }) });
  return queryOptions({
    queryKey: ["timeline", clusterId, from, withNodes] as const,
    queryFn: ({ signal }) => requestJson(`${clusterPath(clusterId)}/timeline?${search}`, timelineSchema, { signal }),
    placeholderData: (previous, query) => (query?.queryKey[1] === clusterId ? previous : undefined),
    structuralSharing: true,
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: false,
  });
}
