import { queryOptions } from "@tanstack/react-query";
import type { Logs } from "@/lib/contract/logs";
import { logsShape } from "@/lib/contract/shapes/logs";
import { clusterPath } from "./cluster-query";
import { serverClock } from "./liveness/server-clock";
import { forgetAnswer, PROVIDER_TIMEOUT_MS, requestJson } from "./request";

const FOLLOW_MS = 5_000;
const AFTER_A_FAILURE_MS = 30_000;

/** The latest lines of a log: fetched on demand only, polled while they are followed, and dropped when the viewer closes. */
export function logsQuery(clusterId: string, isFollowed: boolean) {
  return queryOptions({
    queryKey: ["logs", clusterId],
    queryFn: ({ signal }) => requestJson(logsPath(clusterId), logsShape, { signal, timeoutMs: PROVIDER_TIMEOUT_MS }),
    gcTime: 0,
    refetchOnWindowFocus: isFollowed,
    refetchOnReconnect: isFollowed,
    refetchInterval: ({ state }) => {
      if (!isFollowed) return false;
      return state.status === "error" ? AFTER_A_FAILURE_MS : untilNextMs(state.data);
    },
    refetchIntervalInBackground: false,
  });
}

/** An answer may be 8 MB, too much to keep for an unlikely second look. */
export function forgetLogs(clusterId: string): void {
  forgetAnswer(logsPath(clusterId));
}

/** How often newer lines are available: the provider is asked as rarely as its limits require. */
export function logsPaceMs({ readAt, nextReadAt }: Pick<Logs, "readAt" | "nextReadAt">): number {
  return nextReadAt === null ? FOLLOW_MS : Math.max(FOLLOW_MS, Date.parse(nextReadAt) - Date.parse(readAt));
}

function untilNextMs(logs: Logs | undefined): number {
  const nextReadAt = logs?.nextReadAt ?? null;
  return nextReadAt === null ? FOLLOW_MS : Math.max(FOLLOW_MS, Date.parse(nextReadAt) - serverClock.now());
}

function logsPath(clusterId: string): string {
  return `${clusterPath(clusterId)}/logs`;
}
