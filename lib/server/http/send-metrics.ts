import "server-only";
import { metricsSchema } from "@/lib/contract/metrics";
import { METRICS_WINDOWS } from "@/lib/domain/metrics";
import type { Application } from "../application";
import { answerMetrics } from "./answer-metrics";
import { findCluster } from "./find-cluster";
import { sendJson } from "./send-json";
import { readChoice } from "./time-question";

/** `GET /api/clusters/{clusterId}/metrics` */
export async function sendMetrics(application: Application, clusterId: string, request: Request): Promise<Response> {
  const window = readChoice(new URL(request.url).searchParams, "window", METRICS_WINDOWS, "1h");
  const { questions, kept } = application;
  const sources = { questions, history: kept.current(), now: Date.now() };
  return sendJson(metricsSchema, await answerMetrics(findCluster(application, clusterId), window, sources));
}
