import "server-only";
import { timelineSchema } from "@/lib/contract/timeline";
import type { Application } from "../application";
import type { StoredTimeline } from "../history/read-timeline";
import { timelineView } from "../views/timeline-view";
import { findCluster } from "./find-cluster";
import { providerEvents } from "./provider-events";
import { sendJson } from "./send-json";
import { requireOpen } from "./storage-problem";
import { readTimelineWindow, requireWhole } from "./timeline-question";

const NOTHING_STORED: StoredTimeline = { rows: [], nodes: [], watch: null, isCut: false };

/** `GET /api/clusters/{clusterId}/timeline` */
export async function sendTimeline(application: Application, clusterId: string, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const now = Date.now();
  const window = readTimelineWindow(query, application.configuration.timeZone, now);
  const withNodes = query.get("nodes") === "true";
  const stored = await requireOpen(application.kept).readTimeline(clusterId, window, { withNodes, now });
  // A cluster that was created a moment ago is in the fleet before it is in the history.
  if (stored === null) findCluster(application, clusterId);
  else requireWhole(stored);
  const told = await providerEvents(application, clusterId);
  return sendJson(timelineSchema, timelineView(stored ?? NOTHING_STORED, window, { withNodes, told }));
}
