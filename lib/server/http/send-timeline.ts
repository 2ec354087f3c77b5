import "server-only";
import { timelineSchema } from "@/lib/contract/timeline";
import type { Application } from "../application";
import { timelineView } from "../views/timeline-view";
import { badRequest, notFound } from "./problem";
import { requireHistory } from "./require-history";
import { sendJson } from "./send-json";
import { readTime, requireOrder } from "./time-question";

const DEFAULT_MS = 24 * 3_600_000;
const LONGEST_MS = 400 * 24 * 3_600_000;

/** `GET /api/clusters/{clusterId}/timeline`: without `from`, the day before `to`; without `to`, until now. */
export async function sendTimeline(application: Application, clusterId: string, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const now = Date.now();
  const { timeZone } = application.configuration;
  const to = readTime(query, "to", timeZone) ?? now;
  const from = readTime(query, "from", timeZone) ?? to - DEFAULT_MS;
  requireOrder(from, to);
  if (to - from > LONGEST_MS) throw badRequest("A timeline covers at most 400 days. Choose a shorter range.");
  const stored = await requireHistory(application.kept).readTimeline(clusterId, { from, to });
  if (stored === null) throw notFound("The history knows no cluster with this id.");
  const withNodes = query.get("nodes") === "true";
  return sendJson(timelineSchema, timelineView(stored, { from, to }, { now, withNodes }));
}
