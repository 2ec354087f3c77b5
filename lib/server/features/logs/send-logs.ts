import "server-only";
import { type Logs, logsSchema } from "@/lib/contract/logs";
import { isoTime, nullableIsoTime } from "@/lib/domain/time/iso-time";
import { askProvider } from "../../http/ask-provider";
import type { FoundCluster } from "../../http/find-cluster";
import { hasRevision } from "../../http/has-revision";
import { sendJson } from "../../http/send-json";
import type { OnDemandReads } from "../../on-demand/on-demand-reads";
import { replaceSecrets } from "../../redaction/secrets";
import { notFound } from "../../refusal";

/**
 * `GET /api/clusters/{clusterId}/logs`. A log may take 8 MB, so clients that have the provider's latest answer get
 * nothing.
 */
export async function sendLogs(
  { snapshot, tracked: { reading } }: FoundCluster,
  read: OnDemandReads["logs"],
  request: Request,
): Promise<Response> {
  const asked = reading.onDemand.includes("logs") ? await askProvider(read, snapshot, reading) : null;
  if (asked === null) throw notFound(`${snapshot.provider.label} provides no logs for this cluster.`);
  const nextReadAt = read.cachedUntil(snapshot.id, reading);
  const headers = { ETag: `"${asked.readAt}-${nextReadAt ?? ""}"`, "Cache-Control": "private, no-store" };
  if (hasRevision(request, headers.ETag)) return new Response(null, { status: 304, headers });
  const answer: Logs = {
    // A program on the cluster may have printed the same key that its log is read with.
    lines: asked.lines.map(({ at, level, text }) => ({ at: nullableIsoTime(at), level, text: replaceSecrets(text) })),
    readAt: isoTime(asked.readAt),
    nextReadAt: nullableIsoTime(nextReadAt),
  };
  const response = sendJson(logsSchema, answer);
  response.headers.set("ETag", headers.ETag);
  return response;
}
