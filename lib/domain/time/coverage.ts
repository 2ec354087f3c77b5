import { type EpochMs, MINUTE_MS } from "./epoch";
import { durationMs, overlapMs, type TimeWindow } from "./time-window";

/** How well a window was watched: what an amount that was counted in it leaves out. */
export interface Coverage {
  /** The share, since the first reading, of the time in which accounts were to be watched. 1 for a future window. */
  observedShare: number;
  /** The first reading, if it is later than the window's beginning: nothing before it was counted. */
  watchedFrom: EpochMs | null;
  /** Accounts that were first read even later, or never (`null`). */
  laterAccounts: { accountId: string; since: EpochMs | null }[];
}

/** Whether the whole of a window was watched, at every account. Times may be text, as in answers. */
export function isFullyWatched({ observedShare, watchedFrom, laterAccounts }: FullOrPartial): boolean {
  return observedShare === 1 && watchedFrom === null && laterAccounts.length === 0;
}

/**
 * Whether all of a window was counted: each account had been read before it began. Time that nobody watched since is
 * counted at the rates around it, unless that is all there is.
 */
export function isCounted({ observedShare, watchedFrom, laterAccounts }: FullOrPartial): boolean {
  return observedShare > 0 && watchedFrom === null && laterAccounts.length === 0;
}

interface FullOrPartial {
  observedShare: number;
  watchedFrom: EpochMs | string | null;
  laterAccounts: readonly unknown[];
}

/** How long one account was watched in the window, and since when at all. */
export interface WatchedAccount {
  accountId: string;
  span: TimeWindow;
  observedMs: number;
}

/** After a start, accounts are read for the first time one after the other: that is one beginning, not several. */
const SAME_BEGINNING_MS = 10 * MINUTE_MS;

/**
 * `accountIds`: all accounts that should have been watched; those that have never been read have no watch. Any other
 * account is no longer configured, and counts only for a window in which it was still read.
 */
export function coverageOf(
  known: readonly WatchedAccount[],
  accountIds: readonly string[],
  window: TimeWindow,
  now: EpochMs,
): Coverage {
  const watches = known.filter(({ accountId, observedMs }) => observedMs > 0 || accountIds.includes(accountId));
  const elapsed = { from: window.from, to: Math.min(window.to, now) };
  const first = Math.min(...watches.map(({ span }) => span.from));
  const beginning = Math.max(elapsed.from, first);
  const isTogether = (at: EpochMs) => at <= (first > elapsed.from ? first + SAME_BEGINNING_MS : elapsed.from);
  const together = watches.map(({ span }) => span.from).filter(isTogether);
  const late = watches.filter(({ span }) => !isTogether(span.from));
  const unread = accountIds.filter((id) => !watches.some(({ accountId }) => accountId === id));
  return {
    observedShare: watchedShare(watches, { from: beginning, to: elapsed.to }, elapsed),
    watchedFrom: first > elapsed.from && watches.length > 0 ? Math.max(...together) : null,
    laterAccounts: [
      ...late.map(({ accountId, span }) => ({ accountId, since: span.from })),
      ...unread.map((accountId) => ({ accountId, since: null })),
    ],
  };
}

function watchedShare(watches: readonly WatchedAccount[], watched: TimeWindow, elapsed: TimeWindow): number {
  if (durationMs(elapsed) === 0) return 1;
  const toWatchMs = watches.reduce((sum, { span }) => sum + overlapMs(watched, span), 0);
  const observedMs = watches.reduce((sum, watch) => sum + watch.observedMs, 0);
  return toWatchMs === 0 ? 0 : observedMs / toWatchMs;
}
