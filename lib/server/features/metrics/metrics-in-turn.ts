import "server-only";
import type { Metrics } from "@/lib/contract/metrics";
import { METRICS_WINDOWS } from "@/lib/domain/cluster/metrics";
import type { Application } from "../../http/application";
import { askerOf, type Visitor } from "../../http/asker-of";
import { findCluster } from "../../http/find-cluster";
import { busy } from "../../refusal";
import { readChoice } from "../../views/time-question";
import { BusyError } from "../../workload/turns";
import { answerMetrics } from "./answer-metrics";

/** Our own samples are there at once: a provider that hangs must not keep them from a browser, which waits for 10 s. */
const LONGEST_WAIT_MS = 5_000;

/** `GET /api/clusters/{clusterId}/metrics` */
export function metricsInTurn(application: Application, clusterId: string, visitor: Visitor): Promise<Metrics> {
  const { request } = visitor;
  const window = readChoice(new URL(request.url).searchParams, "window", METRICS_WINDOWS, "1h");
  const { questions, kept, turns } = application;
  const history = kept.current();
  // A cluster may have 64 lines of tens of thousands of samples. The provider is waited for without holding up others.
  const inTurn = history && {
    ...history,
    readMetrics: (...question: Parameters<typeof history.readMetrics>) =>
      turns.light.take(askerOf(visitor), request.signal, () => history.readMetrics(...question)),
  };
  const sources = { questions, history: inTurn, now: Date.now, waitMs: LONGEST_WAIT_MS };
  return answerMetrics(findCluster(application, clusterId), window, sources).catch((error: unknown) => {
    throw error instanceof BusyError ? busy("Other metrics are being read just now.", error.retryAfterMs) : error;
  });
}
