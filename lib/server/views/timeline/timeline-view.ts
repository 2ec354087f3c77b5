import "server-only";
import type { Timeline } from "@/lib/contract/timeline";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ClusterEvent } from "@/lib/domain/cluster/cluster-event";
import type { LedgerRow } from "@/lib/domain/money/ledger";
import { isoTime } from "@/lib/domain/time/iso-time";
import { overlapMs, type TimeWindow } from "@/lib/domain/time/time-window";
import type { StoredTimeline } from "../../history/read/read-timeline";
import { timelineEvents } from "./timeline-events";
import { unansweredEvents } from "./unanswered-events";

/** The provider's own events of a cluster, or a sentence that says why there are none. */
export interface ToldEvents {
  events: readonly ClusterEvent[];
  problem: string | null;
}

export const NOTHING_TOLD: ToldEvents = { events: [], problem: null };

interface TimelineOptions {
  withNodes: boolean;
  told?: ToldEvents;
  /** What was last read of the cluster, if it still exists: why it is as it is now. */
  reading?: ClusterReading | null;
}

type Interval = Timeline["intervals"][number];

/**
 * `GET /api/clusters/{clusterId}/timeline`, for a window in the past. A row that has not ended counts as unobserved
 * after its account's last reading.
 */
export function timelineView(
  stored: StoredTimeline,
  window: TimeWindow,
  { withNodes, told = NOTHING_TOLD, reading = null }: TimelineOptions,
): Timeline {
  const gaps = stored.watch?.gaps ?? [];
  const intervalsOf = (rows: readonly LedgerRow[]) => rows.flatMap((row) => intervalsOfRow(row, window, gaps));
  const nodes = stored.nodes.map(({ id, name, rows }) => ({ id, name, intervals: intervalsOf(rows) }));
  return {
    from: isoTime(window.from),
    to: isoTime(window.to),
    intervals: intervalsOf(stored.rows),
    events: [...timelineEvents(withoutCutNodes(stored), reading), ...unansweredEvents(reading), ...told.events]
      .filter(({ at }) => at >= window.from && at < window.to)
      .toSorted((one, other) => one.at - other.at)
      .map(({ at, text }) => ({ at: isoTime(at), text })),
    eventsProblem: told.problem,
    ...(withNodes && { nodes }),
  };
}

/** A row divided into watched and unwatched stretches, in order. */
function intervalsOfRow(row: LedgerRow, window: TimeWindow, gaps: readonly TimeWindow[]): Interval[] {
  const whole = { from: Math.max(row.startedAt, window.from), to: Math.min(row.endedAt ?? window.to, window.to) };
  const own = gaps.filter((gap) => overlapMs(gap, whole) > 0);
  const cuts = [whole.from, ...own.flatMap(({ from, to }) => [from, to]), whole.to];
  const edges = [...new Set(cuts.map((at) => Math.min(whole.to, Math.max(whole.from, at))))];
  return edges.slice(1).map((to, index) => {
    const stretch = { from: edges[index] ?? whole.from, to };
    return {
      from: isoTime(stretch.from),
      to: isoTime(stretch.to),
      status: row.status,
      health: row.health,
      usdMicrosPerHour: row.usdMicrosPerHour,
      billing: row.billing,
      observed: own.every((gap) => overlapMs(gap, stretch) === 0),
    };
  });
}

/** Half of what happened to the nodes would be misleading. */
function withoutCutNodes(stored: StoredTimeline): StoredTimeline {
  return stored.areNodesCut ? { ...stored, nodes: [] } : stored;
}
