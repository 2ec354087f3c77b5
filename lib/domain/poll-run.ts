import type { EpochMs } from "./cluster";
import { type Gap, gapBetween } from "./ledger";
import { durationMs, overlapMs, type TimeWindow } from "./time-window";

/** A time in which a connection was read without a gap. All that an unchanged poll leaves behind is a later `lastAt`. */
export interface PollRun {
  connectionId: string;
  startedAt: EpochMs;
  lastAt: EpochMs;
  pollIntervalMs: number;
}

/** The run after one more successful poll: the same one, or a new one after a time in which nobody watched. */
export function extendRun(run: PollRun | null, gap: Gap, connectionId: string, pollIntervalMs: number): PollRun {
  const startedAt = run !== null && gap.isWatched ? run.startedAt : gap.at;
  return { connectionId, startedAt, lastAt: gap.at, pollIntervalMs };
}

/**
 * The part of a window, up to now, in which its connections were watched: each from its first reading on, and before the first
 * of them nobody. A connection that was read up to five intervals ago is still being watched. 1 for a time that is to come.
 */
export function observedShare(runs: readonly PollRun[], window: TimeWindow, now: EpochMs): number {
  const elapsed = { from: window.from, to: Math.min(window.to, now) };
  if (durationMs(elapsed) === 0) return 1;
  const watches = [...Map.groupBy(runs, ({ connectionId }) => connectionId).values()].map((own) => watchOf(own, now));
  const firstWatch = Math.min(elapsed.to, ...watches.map(({ from }) => from));
  const unwatchedMs = overlapMs(elapsed, { from: elapsed.from, to: firstWatch });
  const watchMs = watches.reduce((sum, watch) => sum + overlapMs(elapsed, watch), 0);
  const observedMs = runs.reduce((sum, run) => sum + overlapMs(elapsed, { from: run.startedAt, to: run.lastAt }), 0);
  return unwatchedMs + watchMs === 0 ? 1 : observedMs / (unwatchedMs + watchMs);
}

/** When one connection was not watched inside a window: between its runs, and since the last one if that is too long ago. */
export function unwatchedTimes(runs: readonly PollRun[], window: TimeWindow, now: EpochMs): TimeWindow[] {
  const ordered = [...runs].sort((one, other) => one.startedAt - other.startedAt);
  return ordered.flatMap((run, index) => {
    const next = ordered[index + 1]?.startedAt ?? watchOf(runs, now).to;
    const gap = { from: Math.max(run.lastAt, window.from), to: Math.min(next, window.to) };
    return gap.from < gap.to ? [gap] : [];
  });
}

/** From a connection's first reading until now, or until its last one while that is fresh enough. */
function watchOf(runs: readonly PollRun[], now: EpochMs): TimeWindow {
  const lastAt = Math.max(...runs.map((run) => run.lastAt));
  const isWatching = runs.some((run) => run.lastAt === lastAt && gapBetween(lastAt, now, run.pollIntervalMs).isWatched);
  return { from: Math.min(...runs.map(({ startedAt }) => startedAt)), to: isWatching ? lastAt : Math.max(lastAt, now) };
}
