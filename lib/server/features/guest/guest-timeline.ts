import "server-only";
import type { GuestTimeline } from "@/lib/contract/guest";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { StoredTimeline } from "../../history/read/read-timeline";
import type { Application } from "../../http/application";
import { notFound } from "../../refusal";
import { roundedTime } from "../../sharing/guests/rounded-time";
import type { StoredLink } from "../../sharing/links/stored-link";
import { requireOpen } from "../../store/storage-refusal";
import { readQueuedTimeline } from "../../views/timeline/queued-timeline";
import { readTimelineWindow, requireWhole } from "../../views/timeline/timeline-query";
import { timelineView } from "../../views/timeline/timeline-view";
import type { Requester } from "../../workload/turns";

type Source = Pick<Application, "historyHandle" | "shownClusters" | "turns"> & { configuration: { timeZone: string } };

interface AskedGuestTimeline {
  alias: string;
  request: Request;
  now: EpochMs;
  /** A guest, or an operator who previews what guests see. */
  requester: Requester;
}

/**
 * `GET /api/shared/{token}/clusters/{alias}/timeline`, without the nodes, whose numbers apply only to the current ones.
 */
export async function guestTimeline(
  application: Source,
  link: StoredLink,
  { alias, request, now, requester }: AskedGuestTimeline,
): Promise<GuestTimeline> {
  const query = new URL(request.url).searchParams;
  const window = readTimelineWindow(query, application.configuration.timeZone, now);
  const clusterId = await application.shownClusters.require(link, alias);
  const asked = { clusterId, window, withNodes: false, now, requester, signal: request.signal };
  const stored = await readQueuedTimeline(application, requireOpen(application.historyHandle), asked);
  if (stored === null) throw notFound("There is no history of this cluster yet.");
  requireWhole(stored, false);
  const shown = roundedTimes({ rows: shownRows(stored.rows, link), watch: stored.watch }, link, now);
  return timelineView({ ...stored, ...shown }, window, { withNodes: false });
}

/**
 * Watched times are exact to the second; otherwise an unwatched time would look watched. A row that begins with one is
 * not an event.
 */
function roundedTimes(
  { rows, watch }: Pick<StoredTimeline, "rows" | "watch">,
  { aliasKey }: StoredLink,
  now: EpochMs,
): Pick<StoredTimeline, "rows" | "watch"> {
  const { reading, event } = roundedTime(aliasKey);
  const span = ({ from, to }: TimeWindow) => ({ from: reading(from), to: reading(to) });
  const beginnings = new Set(watch === null ? [] : [watch.span.from, ...watch.gaps.map(({ to }) => to)]);
  const rounded = (at: EpochMs) => (beginnings.has(at) ? reading(at) : event(at, now));
  return {
    rows: rows.map((row) => ({
      ...row,
      startedAt: rounded(row.startedAt),
      endedAt: row.endedAt === null ? null : rounded(row.endedAt),
    })),
    watch: watch && { ...watch, span: span(watch.span), gaps: watch.gaps.map(span) },
  };
}

/**
 * Rows as guests may know them. Rows that differ in nothing a guest may know are merged, because the boundary would
 * reveal that something changed.
 */
function shownRows(rows: readonly LedgerRow[], { show }: StoredLink): LedgerRow[] {
  const shown: LedgerRow[] = [];
  for (const whole of rows) {
    const row = show.costs ? whole : { ...whole, usdMicrosPerHour: null, billing: "unknown" as const };
    const before = shown.at(-1);
    if (before?.endedAt === row.startedAt && isAlike(before, row)) {
      shown[shown.length - 1] = { ...before, endedAt: row.endedAt };
    } else {
      shown.push(row);
    }
  }
  return shown;
}

function isAlike(one: LedgerRow, other: LedgerRow): boolean {
  return (
    one.status === other.status &&
    one.health === other.health &&
    one.billing === other.billing &&
    one.usdMicrosPerHour === other.usdMicrosPerHour
  );
}
