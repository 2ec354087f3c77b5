import "server-only";
import { type Logs, logsSchema } from "@/lib/contract/logs";
import type { Application } from "../application";
import { replaceSecrets } from "../redaction/secrets";
import { nullableIsoTime } from "../views/iso-time";
import { askProvider } from "./ask-provider";
import { findCluster } from "./find-cluster";
import { notFound } from "./problem";
import { sendJson } from "./send-json";

/** `GET /api/clusters/{clusterId}/logs` */
export async function sendLogs(application: Application, clusterId: string): Promise<Response> {
  const { snapshot, tracked } = findCluster(application, clusterId);
  const hasLogs = tracked.reading.onDemand.includes("logs");
  const lines = hasLogs ? await askProvider(application.questions.logs, snapshot, tracked.reading) : null;
  if (lines === null) throw notFound(`${snapshot.provider.label} gives no logs of this cluster.`);
  const answer: Logs = {
    // A program on the cluster may have printed the very key with which its log is read.
    lines: lines.map(({ at, level, text }) => ({ at: nullableIsoTime(at), level, text: replaceSecrets(text) })),
  };
  return sendJson(logsSchema, answer);
}
