import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { LostLease, type Term } from "../coordination/leases";
import type { LastReading } from "../history/read/last-readings";
import type { AccountSnapshot, TrackedCluster } from "./account-snapshot";
import { clampToNow } from "./clamp-to-now";
import { withConfiguredRate } from "./configured-rate";
import { standing } from "./initial-snapshot";
import { type PolledAccount, type PollResult, pollOnce } from "./poll-once";
import type { PollState, SharedState } from "./poll-state";
import { restoredSnapshot } from "./restored-snapshot";
import { jittered, MAX_BACKOFF_MS } from "./schedule";
import { trackCreated, withCreated } from "./track-clusters";

/** A person may request a poll at once; everybody who does so within this time shares it. */
const REFRESH_EVERY_MS = 5_000;
/** When a poll of a term that is not trusted at the moment is tried again: either it is by then, or it has ended. */
const UNTRUSTED_RETRY_MS = 1_000;

export interface AccountLoop {
  /** Polls until the term ends, and goes on from what the server before has left, if another may have polled since. */
  lead(term: Term, known: SharedState | null): void;
  /** Begins no more polls in this term. Resolves once none is under way. */
  finish(): Promise<void>;
  /** Whether this server polls the account. */
  isLeading(): boolean;
  /** To be called before each call of a poll: ends the poll if another server may poll by now. */
  requireTrust(): void;
  /** Shows what another server has read. */
  follow(state: SharedState): void;
  /** Polls soon, if that is allowed now; otherwise says when the next poll will be: `null` if none will, as it is paused. */
  refreshNow(): { accepted: true; nextAttemptAt: EpochMs } | { accepted: false; nextAttemptAt: EpochMs | null };
  /** Does the same for somebody who asked another server at that time, unless there was a poll since. */
  refreshIfOlder(wantedAt: EpochMs): void;
  /**
   * Shows a cluster that was just created. Lists that do not name it yet count as missed polls, as for any other
   * cluster. While another server polls, its next list decides.
   */
  add(reading: ClusterReading): TrackedCluster;
  /** Adds what was known before the start. */
  restore(readings: readonly LastReading[]): void;
  /** Takes another label, and an interval that may be shorter than the one that the next poll was planned with. */
  adjust(label: string): void;
  /** Ends it, and says what another loop of the same account begins with. */
  stop(): Handover;
}

export type Handover = Pick<PollState, "snapshot" | "bindingUntil">;

/** A poll that was made, and what the next one goes on from. */
export interface Polled {
  term: Term;
  result: PollResult;
  /** What was known before it. */
  before: AccountSnapshot;
  tookMs: number;
  state: PollState;
}

export interface LoopOptions {
  random: () => number;
  publish: (snapshot: AccountSnapshot) => void;
  onPolled: (polled: Polled) => void;
  /** An error that no poll should ever let through. */
  onCrash: (error: unknown) => void;
  /** Asks the server that polls for a poll. */
  wantRefresh: (at: EpochMs) => void;
  /** What the provider asked of the loop before this one. */
  bindingUntil?: EpochMs;
}

/**
 * Polls one account for as long as this server is the one that does, regardless of the number of viewers, and shows what another
 * server reads meanwhile. At most one poll at a time; failures only change the pace. A paused one is never polled, and yet
 * shows what is added, restored or followed.
 */
export function startAccountLoop(
  account: PolledAccount,
  initial: AccountSnapshot,
  { random, publish, onPolled, onCrash, wantRefresh, bindingUntil: boundBefore = 0 }: LoopOptions,
): AccountLoop {
  let snapshot = initial;
  let { label } = initial;
  let plannedForMs = account.configuredIntervalMs;
  let failuresInARow = 0;
  let bindingUntil = boundBefore;
  let timer: NodeJS.Timeout | undefined;
  let term: Term | null = null;
  /** Of the poll under way. */
  let polling: AbortController | null = null;
  let polled = Promise.resolve();
  let isFinishing = false;
  /** Clusters created while a poll was under way, here or on the server that polls, whose list may be older than they are. */
  let created = new Map<string, TrackedCluster>();
  /** Restored while a poll that began without it was under way. */
  let restored: readonly LastReading[] = [];
  let isShared = false;
  const stopping = new AbortController();
  let wantedAt: EpochMs = 0;

  const leads = () => term !== null && !term.signal.aborted && !stopping.signal.aborted;
  const show = (next: AccountSnapshot) => {
    // What is restored may have been dated by a clock that was ahead.
    const known = restored.length === 0 ? next : clampToNow(restoredSnapshot(next, restored), account.now());
    snapshot = { ...withCreated(known, created), label };
    publish(snapshot);
  };
  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    if (!leads() || isFinishing || initial.paused !== null) return;
    timer = setTimeout(() => {
      polled = poll();
    }, delayMs);
  };
  const poll = async () => {
    const own = term;
    if (own === null || own.signal.aborted) return;
    if (!own.isTrusted()) return schedule(UNTRUSTED_RETRY_MS);
    const controller = new AbortController();
    const { signal } = controller;
    polling = controller;
    const before = snapshot;
    const begun = account.steadyNow();
    const showRead = (next: AccountSnapshot) => {
      if (!signal.aborted) show(next);
    };
    try {
      const result = await pollOnce(account, snapshot, failuresInARow, showRead, signal);
      // Another loop, or another server, may have begun with what this one knew before.
      signal.throwIfAborted();
      failuresInARow = result.snapshot.problem ? failuresInARow + 1 : 0;
      const delayMs = result.isDelayBinding ? result.delayMs : jittered(result.delayMs, random);
      const nextAttemptAt = account.now() + delayMs;
      bindingUntil = result.isDelayBinding ? nextAttemptAt : 0;
      show({ ...result.snapshot, nextAttemptAt });
      onPolled({
        term: own,
        result,
        before,
        tookMs: account.steadyNow().ms - begun.ms,
        state: { snapshot, bindingUntil, failuresInARow },
      });
      schedule(delayMs);
    } catch (error) {
      if (!signal.aborted) {
        onCrash(error);
        schedule(account.configuredIntervalMs);
      } else if (term === own) schedule(UNTRUSTED_RETRY_MS);
    } finally {
      if (polling === controller) polling = null;
      if (!signal.aborted) {
        created.clear();
        restored = [];
      }
    }
  };
  const adopt = (state: SharedState) => {
    if (state.providerId !== snapshot.provider.id) return;
    const { lastAttemptAt, problem } = state.snapshot;
    const isKnown = ({ observedAt }: TrackedCluster) =>
      lastAttemptAt !== null && problem === null && lastAttemptAt >= observedAt;
    created = new Map([...created].filter(([, cluster]) => !isKnown(cluster)));
    restored = [];
    isShared = true;
    ({ bindingUntil, failuresInARow } = state);
    show({ ...snapshot, ...state.snapshot, ...(initial.paused && standing(initial.paused)) });
  };
  /** A poll is made when it is due, whichever server planned it, but a clock that was ahead must not put it off for long. */
  const firstDelayMs = (known: SharedState | null) => {
    const now = account.now();
    const soonMs = Math.round(random() * Math.min(250, account.configuredIntervalMs));
    const plannedMs = (known?.snapshot.nextAttemptAt ?? 0) - now;
    const maxMs = Math.max(MAX_BACKOFF_MS, snapshot.pollIntervalMs);
    return Math.max(soonMs, bindingUntil - now, Math.min(plannedMs, maxMs));
  };

  const refreshNow: AccountLoop["refreshNow"] = () => {
    if (initial.paused !== null) return { accepted: false, nextAttemptAt: null };
    const now = account.now();
    if (polling !== null) return { accepted: true, nextAttemptAt: now };
    const allowedAt = Math.max(bindingUntil, Math.min(snapshot.lastAttemptAt ?? 0, now) + REFRESH_EVERY_MS);
    if (now < allowedAt)
      return { accepted: false, nextAttemptAt: Math.min(allowedAt, snapshot.nextAttemptAt ?? allowedAt) };
    if (leads() && !isFinishing) schedule(0);
    else if (now - wantedAt >= REFRESH_EVERY_MS) {
      wantedAt = now;
      wantRefresh(now);
    }
    return { accepted: true, nextAttemptAt: now };
  };

  return {
    lead: (next, known) => {
      term = next;
      isFinishing = false;
      const end = () => {
        if (term !== next) return;
        clearTimeout(timer);
        polling?.abort(next.signal.reason);
      };
      // A term may last as long as the process, and would keep every loop that it has had.
      next.signal.addEventListener("abort", end, { once: true, signal: stopping.signal });
      if (known !== null) adopt(known);
      const delayMs = firstDelayMs(known);
      if (polling === null) created.clear();
      schedule(delayMs);
    },
    finish: async () => {
      isFinishing = true;
      clearTimeout(timer);
      await polled;
    },
    isLeading: leads,
    requireTrust: () => {
      if (polling !== null && term?.isTrusted() === false)
        polling.abort(new LostLease("Another server may poll by now."));
    },
    follow: (state) => {
      if (!leads() && !stopping.signal.aborted) adopt(state);
    },
    refreshNow,
    refreshIfOlder: (at) => {
      if (at > (snapshot.lastAttemptAt ?? 0)) refreshNow();
    },
    add: (reading) => {
      const { id, provider } = snapshot;
      const rated = withConfiguredRate(reading, { id, provider: provider.id }, account.rates);
      const tracked = trackCreated(rated, account.now());
      created.set(reading.providerClusterId, tracked);
      show(snapshot);
      if (leads() && polling === null) created.clear();
      return tracked;
    },
    restore: (readings) => {
      // What servers share is newer, and says more.
      if (isShared) return;
      restored = readings;
      show(snapshot);
      if (polling === null) restored = [];
    },
    adjust: (anotherLabel) => {
      label = anotherLabel;
      const intervalMs = account.configuredIntervalMs;
      const isSooner = intervalMs < plannedForMs;
      plannedForMs = intervalMs;
      const planned = snapshot.nextAttemptAt;
      const soon = Math.max(bindingUntil, account.now() + intervalMs);
      const nextAttemptAt = isSooner && polling === null && planned !== null ? Math.min(planned, soon) : planned;
      if (nextAttemptAt !== null && nextAttemptAt !== planned) schedule(nextAttemptAt - account.now());
      show({ ...snapshot, nextAttemptAt });
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
      polling?.abort();
      return { snapshot, bindingUntil };
    },
  };
}
