import { queryOptions } from "@tanstack/react-query";
import type { Metrics } from "@/lib/contract/metrics";
import { metricsShape } from "@/lib/contract/shapes/metrics";
import { LATE, METRICS_WINDOW_MS, type MetricsWindow } from "@/lib/domain/cluster/metrics";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { clusterPath } from "./cluster-query";
import { serverClock } from "./liveness/server-clock";
import { requestJson } from "./request";

export const METRICS_POLL_MS = 30_000;
/** The server stopped waiting for the provider, but will have its answer soon. */
const WHILE_LATE_MS = 5_000;

interface MetricsQuery {
  clusterId: string;
  window: MetricsWindow;
}

/** An answer with the time it covers, which lasts while another window loads. */
export interface ReadMetrics extends Metrics {
  span: TimeWindow;
}

/** How a cluster performs, polled only while somebody can see it. */
export function metricsQuery({ clusterId, window }: MetricsQuery) {
  const search = new URLSearchParams({ window });
  return queryOptions({
    queryKey: ["metrics", clusterId, window] as const,
    queryFn: async ({ signal }): Promise<ReadMetrics> => {
      const metrics = await requestJson(`${clusterPath(clusterId)}/metrics?${search}`, metricsShape, { signal });
      const to = serverClock.now();
      return { ...metrics, span: { from: to - METRICS_WINDOW_MS[window], to } };
    },
    placeholderData: (previous, query) => (query?.queryKey[1] === clusterId ? previous : undefined),
    refetchInterval: ({ state }) => (state.data?.problem?.code === LATE ? WHILE_LATE_MS : METRICS_POLL_MS),
    refetchIntervalInBackground: false,
  });
}
