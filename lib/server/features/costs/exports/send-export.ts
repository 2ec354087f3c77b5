import "server-only";
import { dateAt } from "@/lib/domain/time/calendar-date";
import {
  BUCKET_UNITS,
  type BucketUnit,
  calendarBuckets,
  MAX_BUCKETS,
  type TimeWindow,
} from "@/lib/domain/time/time-window";
import type { Person } from "../../../auth/people/person";
import { retiredAccounts } from "../../../configuration/live-configuration";
import { ALL_CLUSTERS } from "../../../history/read/cluster-filter";
import type { Application } from "../../../http/application";
import { sendFile } from "../../../http/send-file";
import type { Pause } from "../../../pause";
import { badRequest } from "../../../refusal";
import { requireOpen } from "../../../store/storage-refusal";
import { accountNames } from "../../../views/costs/account-names";
import { readWatches } from "../../../views/costs/read-watches";
import { readChoice, readTime, readTimeZone, requireOrder } from "../../../views/time-query";
import { costCsv } from "./cost-csv";
import { focusCsv } from "./focus-csv";
import { unwatchedMsIn } from "./unwatched-ms";

const FORMATS = ["csv", "focus"] as const;

export const EXPORT_QUERY = {
  format: "csv or focus; csv unless given",
  from: "A day or a time; the start of the history unless given",
  to: "A day or a time; now unless given, and never later",
  bucket: "For csv: hour, day or month; day unless given",
  timeZone:
    "The time zone of days and months, such as Europe/Berlin; the billing time zone unless given. Billing periods of a FOCUS file do not follow it",
};

/**
 * `GET /api/costs/export`: a file, written while the ledger is read, so that even a long one does not fill the memory.
 */
export async function sendExport(application: Application, request: Request, person: Person): Promise<Response> {
  const { historyHandle, configuration, live, poller } = application;
  const query = new URL(request.url).searchParams;
  const format = readChoice(query, "format", FORMATS, "csv");
  const timeZone = readTimeZone(query, configuration.timeZone);
  const history = requireOpen(historyHandle);
  const now = application.coordination.now();
  const to = Math.min(readTime(query, "to", timeZone) ?? now, now);
  const from = readTime(query, "from", timeZone) ?? Math.min(to, (await history.beginning()) ?? to);
  requireOrder(from, to);
  // FOCUS requires a row per hour.
  const unit = format === "focus" ? "hour" : readChoice(query, "bucket", BUCKET_UNITS, "day");
  // No hour may lie in two billing periods, which begin at half past in some time zones.
  const bucketZone = format === "focus" ? configuration.timeZone : timeZone;
  const buckets = requireBuckets({ from, to }, unit, bucketZone);
  const labels = accountNames(poller.store.accounts(), retiredAccounts(live.current()));
  return sendFile(application, request, person, {
    name: `clusterdeck-${format}-${dateAt(from, timeZone)}-${dateAt(to, timeZone)}.csv`,
    contentType: "text/csv",
    write: async function* (pause: Pause) {
      const [watches = []] = await readWatches(history, ALL_CLUSTERS, [buckets], now);
      const unwatchedMs = unwatchedMsIn(buckets, watches);
      const ledger = history.readIntervals({ from, to }, ALL_CLUSTERS, pause);
      if (format === "csv") yield* costCsv(ledger, buckets, bucketZone, labels, unwatchedMs, pause);
      else yield* focusCsv(ledger, buckets, bucketZone, labels, unwatchedMs, pause);
    },
  });
}

function requireBuckets(window: TimeWindow, unit: BucketUnit, timeZone: string): TimeWindow[] {
  const buckets = calendarBuckets(window, unit, timeZone);
  if (buckets !== null) return buckets;
  throw badRequest(`This range has more than ${MAX_BUCKETS} ${unit}s. Choose a shorter range or a larger bucket.`);
}
