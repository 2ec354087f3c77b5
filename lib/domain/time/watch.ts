import { gapBetween } from "../money/ledger";
import type { EpochMs } from "./epoch";
import type { PollRun } from "./poll-run";
import { durationMs, overlapMs, type TimeWindow } from "./time-window";

/** How one account was watched over a sequence of windows. */
export interface Watch {
  accountId: string;
  /** From its first reading until now, or until its last reading while that is recent enough. */
  span: TimeWindow;
  /** Its last reading. */
  readAt: EpochMs;
  /** For each window. */
  observedMs: readonly number[];
  /** The longest times within the windows in which nobody watched, in order. */
  gaps: readonly TimeWindow[];
}

/** A chart cannot show more, and a provider that fails every minute would create hundreds of thousands a year. */
export const MAX_GAPS = 500;

/** Adds up runs as they are read, so that they never have to be held in memory together. */
export interface WatchFold {
  /** Account by account, each one's runs in order: its first run, those that touch the windows, and its last. */
  add(run: PollRun): void;
  watches(): Watch[];
}

/** `windows` are in order, and each begins where the one before ends. */
export function createWatchFold(windows: readonly TimeWindow[], now: EpochMs): WatchFold {
  const folds = new Map<string, ReturnType<typeof foldAccount>>();
  return {
    add: (run) => {
      const fold = folds.get(run.accountId) ?? foldAccount(run, windows, now);
      folds.set(run.accountId, fold);
      fold.add(run);
    },
    watches: () => [...folds.values()].map(({ watch }) => watch()),
  };
}

/**
 * The share of a window, up to now, in which its accounts were watched: each from its first reading on; before the first
 * reading of all, nobody watched. 1 for a future window. `observedMs` is how long each account was watched in it.
 */
export function observedShare(
  watches: readonly { span: TimeWindow; observedMs: number }[],
  window: TimeWindow,
  now: EpochMs,
): number {
  const elapsed = { from: window.from, to: Math.min(window.to, now) };
  if (durationMs(elapsed) === 0) return 1;
  const firstWatch = watches.reduce((first, { span }) => Math.min(first, span.from), elapsed.to);
  const unwatchedMs = overlapMs(elapsed, { from: elapsed.from, to: firstWatch });
  const watchMs = watches.reduce((sum, { span }) => sum + overlapMs(elapsed, span), 0);
  const observedMs = watches.reduce((sum, watch) => sum + watch.observedMs, 0);
  return unwatchedMs + watchMs === 0 ? 1 : observedMs / (unwatchedMs + watchMs);
}

function foldAccount(first: PollRun, windows: readonly TimeWindow[], now: EpochMs) {
  const whole = { from: windows[0]?.from ?? 0, to: windows.at(-1)?.to ?? 0 };
  const observedMs = windows.map(() => 0);
  const gaps = keepLongest();
  let last = first;
  /** Runs are counted up to here: if two overlap because a clock was set back, nothing is counted twice. */
  let countedUntil = first.startedAt;
  let index = 0;
  const noteGap = (until: EpochMs) =>
    gaps.add({ from: Math.max(countedUntil, whole.from), to: Math.min(until, whole.to) });
  return {
    add: (run: PollRun) => {
      noteGap(run.startedAt);
      const observed = { from: Math.max(run.startedAt, countedUntil), to: Math.max(run.lastAt, countedUntil) };
      while (index < windows.length && (windows[index]?.to ?? 0) <= observed.from) index += 1;
      for (let at = index; at < windows.length; at += 1) {
        const window = windows[at];
        if (window === undefined || window.from >= observed.to) break;
        observedMs[at] = (observedMs[at] ?? 0) + overlapMs(window, observed);
      }
      countedUntil = observed.to;
      if (run.lastAt >= last.lastAt) last = run;
    },
    watch: (): Watch => {
      const isWatching = gapBetween(last.lastAt, now, last.pollIntervalMs).isWatched;
      const span = { from: first.startedAt, to: isWatching ? last.lastAt : Math.max(last.lastAt, now) };
      noteGap(span.to);
      return { accountId: first.accountId, span, readAt: last.lastAt, observedMs, gaps: gaps.longest() };
    },
  };
}

function keepLongest() {
  let kept: TimeWindow[] = [];
  const prune = () => {
    if (kept.length <= MAX_GAPS) return;
    kept = kept.sort((one, other) => durationMs(other) - durationMs(one)).slice(0, MAX_GAPS);
  };
  return {
    add: (gap: TimeWindow) => {
      if (gap.from < gap.to) kept.push(gap);
      if (kept.length >= 2 * MAX_GAPS) prune();
    },
    longest: () => {
      prune();
      return kept.toSorted((one, other) => one.from - other.from);
    },
  };
}
