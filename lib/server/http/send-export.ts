import "server-only";
import { dateAt } from "@/lib/domain/calendar-date";
import { BUCKET_UNITS, type BucketUnit, calendarBuckets, MAX_BUCKETS, type TimeWindow } from "@/lib/domain/time-window";
import type { Application } from "../application";
import { costCsv } from "../exports/cost-csv";
import { exportLabels } from "../exports/export-labels";
import { focusCsv } from "../exports/focus-csv";
import { ALL_CLUSTERS } from "../history/cluster-filter";
import { badRequest } from "./problem";
import { requireHistory } from "./require-history";
import { readChoice, readTime, readTimeZone, requireOrder } from "./time-question";

const FORMATS = ["csv", "focus"] as const;

/** `GET /api/costs/export`: a file, written while the ledger is read, so that no length of it fills the memory. */
export async function sendExport({ kept, configuration, poller }: Application, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const format = readChoice(query, "format", FORMATS, "csv");
  const timeZone = readTimeZone(query, configuration.timeZone);
  const history = requireHistory(kept);
  const now = Date.now();
  const end = Math.min(readTime(query, "to", timeZone) ?? now, now);
  // Of each account, no more than its first and its last run.
  const runs = await Array.fromAsync(history.observedRuns({ from: now, to: now }, ALL_CLUSTERS));
  const beginning = Math.min(end, ...runs.map(({ startedAt }) => startedAt));
  const window = { from: readTime(query, "from", timeZone) ?? beginning, to: end };
  requireOrder(window.from, window.to);
  const labels = exportLabels(poller.store.connections());
  const ledger = history.readIntervals(window, ALL_CLUSTERS);
  // FOCUS asks for a row an hour.
  const unit = format === "focus" ? "hour" : readChoice(query, "bucket", BUCKET_UNITS, "day");
  const buckets = requireBuckets(window, unit, timeZone);
  const lines = format === "csv" ? costCsv(ledger, buckets, labels) : focusCsv(ledger, buckets, timeZone, labels);
  const name = `clusterdeck-${format}-${dateAt(window.from, timeZone)}-${dateAt(window.to, timeZone)}.csv`;
  return new Response(streamOf(lines), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}

function requireBuckets(window: TimeWindow, unit: BucketUnit, timeZone: string): TimeWindow[] {
  const buckets = calendarBuckets(window, unit, timeZone);
  if (buckets !== null) return buckets;
  throw badRequest(`This range has more than ${MAX_BUCKETS} ${unit}s. Choose a shorter range or a larger bucket.`);
}

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await lines.return(undefined);
    },
  });
}
