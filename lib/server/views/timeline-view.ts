import "server-only";
import type { StateInterval, Timeline } from "@/lib/contract/timeline";
import type { EpochMs } from "@/lib/domain/cluster";
import type { LedgerRow } from "@/lib/domain/ledger";
import { type PollRun, unwatchedTimes } from "@/lib/domain/poll-run";
import type { TimeWindow } from "@/lib/domain/time-window";
import type { StoredTimeline } from "../history/read-timeline";
import { changeInWords } from "./change-in-words";
import { isoTime } from "./iso-time";

interface Options {
  window: TimeWindow;
  now: EpochMs;
  /** Whether the nodes are asked for. */
  nodes: boolean;
}

/** `GET /api/clusters/{clusterId}/timeline`. */
export function timelineView({ rows, nodes, runs }: StoredTimeline, options: Options): Timeline {
  const { window, now } = options;
  const past = { from: window.from, to: Math.min(window.to, now) };
  const intervals = (some: readonly LedgerRow[]) => stateIntervals(some, runs, past, now);
  return {
    from: isoTime(window.from),
    to: isoTime(window.to),
    intervals: intervals(rows),
    events: events(rows, past),
    ...(options.nodes && { nodes: nodes.map(({ id, name, rows: own }) => ({ id, name, intervals: intervals(own) })) }),
  };
}

/** Each row, cut to the window and where nobody was watching. */
function stateIntervals(
  rows: readonly LedgerRow[],
  runs: readonly PollRun[],
  window: TimeWindow,
  now: EpochMs,
): StateInterval[] {
  const gaps = unwatchedTimes(runs, window, now);
  return rows.flatMap((row) => {
    const from = Math.max(row.startedAt, window.from);
    const to = Math.min(row.endedAt ?? window.to, window.to);
    return cutAtGaps({ from, to }, gaps).map(({ observed, ...piece }) => ({
      from: isoTime(piece.from),
      to: isoTime(piece.to),
      status: row.status,
      health: row.health,
      usdMicrosPerHour: row.usdMicrosPerHour,
      billing: row.billing,
      observed,
    }));
  });
}

function cutAtGaps(window: TimeWindow, gaps: readonly TimeWindow[]): (TimeWindow & { observed: boolean })[] {
  const pieces: (TimeWindow & { observed: boolean })[] = [];
  let at = window.from;
  for (const gap of gaps) {
    const from = Math.max(gap.from, window.from);
    const to = Math.min(gap.to, window.to);
    if (from >= to) continue;
    if (at < from) pieces.push({ from: at, to: from, observed: true });
    pieces.push({ from, to, observed: false });
    at = to;
  }
  if (at < window.to) pieces.push({ from: at, to: window.to, observed: true });
  return pieces;
}

function events(rows: readonly LedgerRow[], window: TimeWindow): Timeline["events"] {
  const changes = rows.flatMap((row, index) => {
    const before = rows[index - 1];
    // The first row of a window is where the window begins, not something that happened.
    if (row.startedAt < window.from) return [];
    const text = changeInWords(before !== undefined && before.endedAt === row.startedAt ? before : null, row);
    return text === null ? [] : [{ at: row.startedAt, text }];
  });
  const last = rows.at(-1);
  if (last?.endedAt && last.endedAt <= window.to) changes.push({ at: last.endedAt, text: "gone" });
  return changes.map(({ at, text }) => ({ at: isoTime(at), text }));
}
