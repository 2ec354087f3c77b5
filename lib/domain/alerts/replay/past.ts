import type { Limit } from "../../cluster/cluster";
import type { LedgerRow } from "../../money/ledger";
import type { EpochMs } from "../../time/epoch";
import type { PollRun } from "../../time/poll-run";
import type { TimeWindow } from "../../time/time-window";
import type { WatchedBudget, WatchedCluster } from "../conditions/situation";

/** What the history knows of a fleet over some time. */
export interface Past {
  window: TimeWindow;
  accounts: readonly PastAccount[];
  /** What was spent of budgets by some moments, oldest first. */
  budgets: readonly { at: EpochMs; budgets: readonly WatchedBudget[] }[];
}

export interface PastAccount {
  id: string;
  /** When it was read, in order. */
  runs: readonly PollRun[];
  clusters: readonly PastCluster[];
}

export interface PastCluster extends Pick<WatchedCluster, "id" | "appearedAt" | "usualStartMs"> {
  providerClusterId: string;
  name: string;
  gpuModel: string | null;
  gpuCount: number | null;
  /** Its states, in order. */
  rows: readonly LedgerRow[];
  /** Changes of its rate while its status and size stayed the same, oldest first. */
  rateChanges: readonly NonNullable<WatchedCluster["rateChange"]>[];
  /** What its last reading said of its end. */
  lastLimits: Limit[];
}

/** The latest poll at a moment: polls of a run are as far apart as its account's interval. `null` before the first. */
export function pollAt(runs: readonly PollRun[], at: EpochMs): EpochMs | null {
  const run = runs.findLast(({ startedAt }) => startedAt <= at);
  if (run === undefined) return null;
  const { startedAt, lastAt, pollIntervalMs } = run;
  if (at >= lastAt || pollIntervalMs <= 0) return Math.min(at, lastAt);
  return startedAt + Math.floor((at - startedAt) / pollIntervalMs) * pollIntervalMs;
}

/** The first poll that sees what began at a moment; `null` if nobody looked any more. */
export function pollFrom(runs: readonly PollRun[], at: EpochMs): EpochMs | null {
  const run = runs.find(({ lastAt }) => lastAt >= at);
  if (run === undefined) return null;
  const { startedAt, lastAt, pollIntervalMs } = run;
  if (at <= startedAt || pollIntervalMs <= 0) return Math.max(at, startedAt);
  return Math.min(lastAt, startedAt + Math.ceil((at - startedAt) / pollIntervalMs) * pollIntervalMs);
}

/**
 * Since when a server knows a row of these readings: from the provider's own time, or else from the first poll that saw
 * it. The ledger, which is about costs, begins it in the middle of the time between two polls.
 */
export function knownSince(runs: readonly PollRun[], { startedAt, startErrorMs }: LedgerRow): EpochMs {
  return startErrorMs === 0 ? startedAt : (pollFrom(runs, startedAt) ?? startedAt);
}
