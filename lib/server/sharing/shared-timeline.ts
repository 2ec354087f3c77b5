import "server-only";
import type { SharedTimeline } from "@/lib/contract/shared";
import type { EpochMs } from "@/lib/domain/cluster";
import type { LedgerRow } from "@/lib/domain/ledger";
import type { Application } from "../application";
import type { StoredTimeline } from "../history/read-timeline";
import { notFound } from "../http/problem";
import { readTimelineWindow } from "../http/timeline-question";
import { timelineView } from "../views/timeline-view";
import { roundedTime } from "./rounded-time";
import { requireShownCluster } from "./shown-cluster";
import { requireShownHistory } from "./shown-history";
import type { StoredLink } from "./stored-link";

type Source = Pick<Application, "kept" | "shareLinks"> & { configuration: { timeZone: string } };

/** `GET /api/shared/{token}/clusters/{alias}/timeline`, without the nodes: their numbers are those of the present ones. */
export async function sharedTimeline(
  application: Source,
  link: StoredLink,
  { alias, request, now }: { alias: string; request: Request; now: EpochMs },
): Promise<SharedTimeline> {
  const query = new URL(request.url).searchParams;
  const window = readTimelineWindow(query, application.configuration.timeZone, now);
  const clusterId = await requireShownCluster(application, link, alias);
  const stored = await requireShownHistory(application).readTimeline(clusterId, window);
  if (stored === null) throw notFound("There is no history of this cluster yet.");
  const { rows, runs } = roundedTimes({ rows: shownRows(stored.rows, link), runs: stored.runs }, link, now);
  return timelineView({ rows, nodes: [], runs }, window, {
    now,
    withNodes: false,
    told: { events: [], problem: null },
  });
}

/** When we watched is told to the second, or a time in which nobody did would look watched. That a row begins with it is no event. */
function roundedTimes(
  { rows, runs }: Pick<StoredTimeline, "rows" | "runs">,
  { aliasKey }: StoredLink,
  now: EpochMs,
): Pick<StoredTimeline, "rows" | "runs"> {
  const { reading, event } = roundedTime(aliasKey);
  const beginnings = new Set(runs.map(({ startedAt }) => startedAt));
  const rounded = (at: EpochMs) => (beginnings.has(at) ? reading(at) : event(at, now));
  return {
    rows: rows.map((row) => ({
      ...row,
      startedAt: rounded(row.startedAt),
      endedAt: row.endedAt === null ? null : rounded(row.endedAt),
    })),
    runs: runs.map((run) => ({ ...run, startedAt: reading(run.startedAt), lastAt: reading(run.lastAt) })),
  };
}

/** Rows as guests may know them. Those that differ in nothing a guest may know are one: where it was cut would tell that something changed. */
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
