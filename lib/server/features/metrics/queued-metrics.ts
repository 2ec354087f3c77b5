import "server-only";
import type { Metrics } from "@/lib/contract/metrics";
import { METRICS_WINDOWS } from "@/lib/domain/cluster/metrics";
import type { Application } from "../../http/application";
import { findCluster } from "../../http/find-cluster";
import { type PersonRequest, requesterOf } from "../../http/requester-of";
import { busy } from "../../refusal";
import { readChoice } from "../../views/time-query";
import { BusyError } from "../../workload/turns";
import { answerMetrics } from "./answer-metrics";

/**
 * Our own samples are available at once: a provider that hangs must not keep them from a browser, which waits for 10 s.
 */
const MAX_WAIT_MS = 5_000;

/** `GET /api/clusters/{clusterId}/metrics` */
export function queuedMetrics(application: Application, clusterId: string, call: PersonRequest): Promise<Metrics> {
  const { request } = call;
  const window = readChoice(new URL(request.url).searchParams, "window", METRICS_WINDOWS, "1h");
  const { onDemandReads, historyHandle, turns, coordination } = application;
  const history = historyHandle.current();
  // A cluster may have 64 lines of tens of thousands of samples. Waiting for the provider does not hold up others.
  const queued = history && {
    ...history,
    readMetrics: (...query: Parameters<typeof history.readMetrics>) =>
      turns.light.take(requesterOf(call), request.signal, () => history.readMetrics(...query)),
  };
  const sources = { onDemandReads, history: queued, now: coordination.now, waitMs: MAX_WAIT_MS };
  return answerMetrics(findCluster(application, clusterId), window, sources).catch((error: unknown) => {
    throw error instanceof BusyError ? busy("The server is busy reading other metrics.", error.retryAfterMs) : error;
  });
}
