import "server-only";
import { metricsSchema } from "@/lib/contract/metrics";
import { METRICS_WINDOWS } from "@/lib/domain/metrics";
import type { Application } from "../application";
import { answerMetrics } from "./answer-metrics";
import { findCluster } from "./find-cluster";
import { sendJson } from "./send-json";
import { readChoice } from "./time-question";

/** Our own samples are there at once: a provider that hangs must not keep them from a browser, which waits for 10 s. */
const LONGEST_WAIT_MS = 5_000;

/** `GET /api/clusters/{clusterId}/metrics` */
export async function sendMetrics(application: Application, clusterId: string, request: Request): Promise<Response> {
  const window = readChoice(new URL(request.url).searchParams, "window", METRICS_WINDOWS, "1h");
  const { questions, kept } = application;
  const sources = { questions, history: kept.current(), now: Date.now, waitMs: LONGEST_WAIT_MS };
  return sendJson(metricsSchema, await answerMetrics(findCluster(application, clusterId), window, sources));
}
