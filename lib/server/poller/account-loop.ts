import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { LastReading } from "../history/read/last-readings";
import type { AccountSnapshot, TrackedCluster } from "./account-snapshot";
import { withConfiguredRate } from "./configured-rate";
import { type PolledAccount, type PollResult, pollOnce } from "./poll-once";
import { restoredSnapshot } from "./restored-snapshot";
import { jittered } from "./schedule";
import { trackCreated, withCreated } from "./track-clusters";
import { withoutFuture } from "./without-future";

/** A person may request a poll at once; everybody who does so within this time shares it. */
const REFRESH_EVERY_MS = 5_000;

export interface AccountLoop {
  /** Polls soon, if that is allowed now; otherwise says when the next poll will be. */
  refreshNow(): { accepted: boolean; nextAttemptAt: EpochMs };
  /**
   * Shows a cluster that was just created. Lists that do not name it yet count as missed polls, as for any other
   * cluster.
   */
  add(reading: ClusterReading): TrackedCluster;
  /** Adds what was known before the start. */
  restore(readings: readonly LastReading[]): void;
  stop(): void;
}

export interface LoopOptions {
  random: () => number;
  publish: (snapshot: AccountSnapshot) => void;
  /** Called after each poll with what was known before it. */
  onPolled: (result: PollResult, before: AccountSnapshot) => void;
  /** An error that no poll should ever let through. */
  onCrash: (error: unknown) => void;
}

/**
 * Polls one account for ever, regardless of the number of viewers. At most one poll at a time; failures only change the
 * pace.
 */
export function startAccountLoop(
  account: PolledAccount,
  initial: AccountSnapshot,
  { random, publish, onPolled, onCrash }: LoopOptions,
): AccountLoop {
  const stopping = new AbortController();
  let snapshot = initial;
  let failuresInARow = 0;
  let isPolling = false;
  let bindingUntil: EpochMs = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Clusters created while a poll was under way, whose list may be older than they are. */
  const created = new Map<string, TrackedCluster>();
  /** Restored while a poll that began without it was under way. */
  let restored: readonly LastReading[] = [];

  const show = (next: AccountSnapshot) => {
    // What is restored may have been dated by a clock that was ahead.
    const known = restored.length === 0 ? next : withoutFuture(restoredSnapshot(next, restored), account.now());
    snapshot = withCreated(known, created);
    publish(snapshot);
  };
  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    if (!stopping.signal.aborted) timer = setTimeout(() => void poll(), delayMs);
  };
  const poll = async () => {
    isPolling = true;
    const before = snapshot;
    try {
      const result = await pollOnce(account, snapshot, failuresInARow, show, stopping.signal);
      failuresInARow = result.snapshot.problem ? failuresInARow + 1 : 0;
      const delayMs = result.isDelayBinding ? result.delayMs : jittered(result.delayMs, random);
      const nextAttemptAt = account.now() + delayMs;
      bindingUntil = result.isDelayBinding ? nextAttemptAt : 0;
      show({ ...result.snapshot, nextAttemptAt });
      onPolled(result, before);
      schedule(delayMs);
    } catch (error) {
      if (stopping.signal.aborted) return;
      onCrash(error);
      schedule(account.configuredIntervalMs);
    } finally {
      isPolling = false;
      created.clear();
      restored = [];
    }
  };

  schedule(Math.round(random() * Math.min(250, account.configuredIntervalMs)));
  return {
    refreshNow: () => {
      const now = account.now();
      if (isPolling) return { accepted: true, nextAttemptAt: now };
      const allowedAt = Math.max(bindingUntil, Math.min(snapshot.lastAttemptAt ?? 0, now) + REFRESH_EVERY_MS);
      if (now < allowedAt)
        return { accepted: false, nextAttemptAt: Math.min(allowedAt, snapshot.nextAttemptAt ?? allowedAt) };
      schedule(0);
      return { accepted: true, nextAttemptAt: now };
    },
    add: (reading) => {
      const { id, provider } = snapshot;
      const rated = withConfiguredRate(reading, { id, provider: provider.id }, account.rates);
      const tracked = trackCreated(rated, account.now());
      created.set(reading.providerClusterId, tracked);
      show(snapshot);
      if (!isPolling) created.clear();
      return tracked;
    },
    restore: (readings) => {
      restored = readings;
      show(snapshot);
      if (!isPolling) restored = [];
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}
