import "server-only";
import type { Timeline } from "@/lib/contract/timeline";
import type { StoredTimeline } from "../../history/read/read-timeline";
import type { Application } from "../../http/application";
import { findCluster } from "../../http/find-cluster";
import { type PersonRequest, requesterOf } from "../../http/requester-of";
import { requireOpen } from "../../store/storage-refusal";
import { readQueuedTimeline } from "../../views/timeline/queued-timeline";
import { readTimelineWindow, requireWhole } from "../../views/timeline/timeline-query";
import { timelineView } from "../../views/timeline/timeline-view";
import { currentReading } from "./current-reading";
import { providerEvents } from "./provider-events";

const NOTHING_STORED: StoredTimeline = { rows: [], nodes: [], watch: null, isCut: false, areNodesCut: false };

/** `GET /api/clusters/{clusterId}/timeline` */
export async function answerTimeline(
  application: Application,
  clusterId: string,
  call: PersonRequest,
): Promise<Timeline> {
  const { request } = call;
  const query = new URL(request.url).searchParams;
  const now = application.coordination.now();
  const window = readTimelineWindow(query, application.configuration.timeZone, now);
  const withNodes = query.get("nodes") === "true";
  // What happened to its nodes is why a cluster changed.
  const asked = { clusterId, window, withNodes: true, now, requester: requesterOf(call), signal: request.signal };
  const stored = await readQueuedTimeline(application, requireOpen(application.historyHandle), asked);
  // A cluster that was created a moment ago is in the fleet before it is in the history.
  if (stored === null) findCluster(application, clusterId);
  else requireWhole(stored, withNodes);
  const told = await providerEvents(application, clusterId);
  const reading = currentReading(application, clusterId);
  return timelineView(stored ?? NOTHING_STORED, window, { withNodes, told, reading });
}
