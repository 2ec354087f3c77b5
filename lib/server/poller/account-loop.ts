import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { LastReading } from "../history/read/last-readings";
import type { AccountSnapshot, TrackedCluster } from "./account-snapshot";
import { clampToNow } from "./clamp-to-now";
import { withConfiguredRate } from "./configured-rate";
import { type PolledAccount, type PollResult, pollOnce } from "./poll-once";
import { restoredSnapshot } from "./restored-snapshot";
import { jittered } from "./schedule";
import { trackCreated, withCreated } from "./track-clusters";

/** A person may request a poll at once; everybody who does so within this time shares it. */
const REFRESH_EVERY_MS = 5_000;

export interface AccountLoop {
  /** Polls soon, if that is allowed now; otherwise says when the next poll will be: `null` if none will, as it is paused. */
  refreshNow(): { accepted: true; nextAttemptAt: EpochMs } | { accepted: false; nextAttemptAt: EpochMs | null };
  /**
   * Shows a cluster that was just created. Lists that do not name it yet count as missed polls, as for any other
   * cluster.
   */
  add(reading: ClusterReading): TrackedCluster;
  /** Adds what was known before the start. */
  restore(readings: readonly LastReading[]): void;
  /** Takes another label, and an interval that may be shorter than the one that the next poll was planned with. */
  adjust(label: string): void;
  /** Ends it, and says what another loop of the same account begins with. */
  stop(): Handover;
}

export interface Handover {
  snapshot: AccountSnapshot;
  /** The provider asked for no call before this. */
  bindingUntil: EpochMs;
}

export interface LoopOptions {
  random: () => number;
  publish: (snapshot: AccountSnapshot) => void;
  /** Called after each poll with what was known before it. */
  onPolled: (result: PollResult, before: AccountSnapshot) => void;
  /** An error that no poll should ever let through. */
  onCrash: (error: unknown) => void;
  /** What the provider asked of the loop before this one. */
  bindingUntil?: EpochMs;
}

/**
 * Polls one account for ever, regardless of the number of viewers. At most one poll at a time; failures only change the
 * pace. A paused one is never polled, and yet shows what is added or restored.
 */
export function startAccountLoop(
  account: PolledAccount,
  initial: AccountSnapshot,
  { random, publish, onPolled, onCrash, bindingUntil: boundBefore = 0 }: LoopOptions,
): AccountLoop {
  const stopping = new AbortController();
  let snapshot = initial;
  let { label } = initial;
  let plannedForMs = account.configuredIntervalMs;
  let failuresInARow = 0;
  let isPolling = false;
  let bindingUntil = boundBefore;
  let timer: NodeJS.Timeout | undefined;
  /** Clusters created while a poll was under way, whose list may be older than they are. */
  const created = new Map<string, TrackedCluster>();
  /** Restored while a poll that began without it was under way. */
  let restored: readonly LastReading[] = [];

  const show = (next: AccountSnapshot) => {
    // What is restored may have been dated by a clock that was ahead.
    const known = restored.length === 0 ? next : clampToNow(restoredSnapshot(next, restored), account.now());
    snapshot = { ...withCreated(known, created), label };
    publish(snapshot);
  };
  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    if (stopping.signal.aborted || initial.paused !== null) return;
    timer = setTimeout(() => void poll(), delayMs);
  };
  const poll = async () => {
    isPolling = true;
    const before = snapshot;
    try {
      const result = await pollOnce(account, snapshot, failuresInARow, show, stopping.signal);
      // Another loop may have begun with what this one knew before.
      if (stopping.signal.aborted) return;
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

  const firstMs = Math.round(random() * Math.min(250, account.configuredIntervalMs));
  schedule(Math.max(firstMs, bindingUntil - account.now()));
  return {
    refreshNow: () => {
      if (initial.paused !== null) return { accepted: false, nextAttemptAt: null };
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
    adjust: (anotherLabel) => {
      label = anotherLabel;
      const intervalMs = account.configuredIntervalMs;
      const isSooner = intervalMs < plannedForMs;
      plannedForMs = intervalMs;
      const planned = snapshot.nextAttemptAt;
      const soon = Math.max(bindingUntil, account.now() + intervalMs);
      const nextAttemptAt = isSooner && !isPolling && planned !== null ? Math.min(planned, soon) : planned;
      if (nextAttemptAt !== null && nextAttemptAt !== planned) schedule(nextAttemptAt - account.now());
      show({ ...snapshot, nextAttemptAt });
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
      return { snapshot, bindingUntil };
    },
  };
}
