import "server-only";
import { metricsSchema } from "@/lib/contract/metrics";
import { METRICS_WINDOWS } from "@/lib/domain/cluster/metrics";
import type { Application } from "../application";
import { BusyError } from "../workload/turns";
import { answerMetrics } from "./answer-metrics";
import { askerOf, type Visitor } from "./asker-of";
import { busyProblem } from "./busy-problem";
import { findCluster } from "./find-cluster";
import { sendJson } from "./send-json";
import { readChoice } from "./time-question";

/** Our own samples are there at once: a provider that hangs must not keep them from a browser, which waits for 10 s. */
const LONGEST_WAIT_MS = 5_000;

/** `GET /api/clusters/{clusterId}/metrics` */
export async function sendMetrics(application: Application, clusterId: string, visitor: Visitor): Promise<Response> {
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
  const answer = answerMetrics(findCluster(application, clusterId), window, sources).catch((error: unknown) => {
    throw error instanceof BusyError ? busyProblem(error, "Other metrics are being read just now.") : error;
  });
  return sendJson(metricsSchema, await answer);
}
