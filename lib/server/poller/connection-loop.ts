import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import type { ConnectionSnapshot } from "./connection-snapshot";
import { type PolledConnection, type PollResult, pollOnce } from "./poll-once";
import { jittered } from "./schedule";

/** A person may ask for a poll at once; all who ask within this time share it. */
const REFRESH_EVERY_MS = 5_000;

export interface ConnectionLoop {
  /** Polls soon, if that is allowed now; else says when the next poll will be. */
  refreshNow(): { accepted: boolean; nextAttemptAt: EpochMs };
  stop(): void;
}

export interface LoopOptions {
  random: () => number;
  publish: (snapshot: ConnectionSnapshot) => void;
  /** Called after each poll with what was known before it. */
  onPolled: (result: PollResult, before: ConnectionSnapshot) => void;
  /** An error no poll should ever let through. */
  onCrash: (error: unknown) => void;
}

/** Polls one connection for ever, whatever the number of viewers. At most one poll at a time; failures only change the pace. */
export function startConnectionLoop(
  connection: PolledConnection,
  initial: ConnectionSnapshot,
  { random, publish, onPolled, onCrash }: LoopOptions,
): ConnectionLoop {
  const stopping = new AbortController();
  let snapshot = initial;
  let failuresInARow = 0;
  let isPolling = false;
  let bindingUntil: EpochMs = 0;
  let timer: NodeJS.Timeout | undefined;

  const show = (next: ConnectionSnapshot) => {
    snapshot = next;
    publish(next);
  };
  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    if (!stopping.signal.aborted) timer = setTimeout(() => void poll(), delayMs);
  };
  const poll = async () => {
    isPolling = true;
    const before = snapshot;
    try {
      const result = await pollOnce(connection, snapshot, failuresInARow, show, stopping.signal);
      failuresInARow = result.snapshot.problem ? failuresInARow + 1 : 0;
      const delayMs = result.isDelayBinding ? result.delayMs : jittered(result.delayMs, random);
      const nextAttemptAt = connection.now() + delayMs;
      bindingUntil = result.isDelayBinding ? nextAttemptAt : 0;
      show({ ...result.snapshot, nextAttemptAt });
      onPolled(result, before);
      schedule(delayMs);
    } catch (error) {
      if (stopping.signal.aborted) return;
      onCrash(error);
      schedule(connection.configuredIntervalMs);
    } finally {
      isPolling = false;
    }
  };

  schedule(Math.round(random() * Math.min(250, connection.configuredIntervalMs)));
  return {
    refreshNow: () => {
      const now = connection.now();
      if (isPolling) return { accepted: true, nextAttemptAt: now };
      const allowedAt = Math.max(bindingUntil, (snapshot.lastAttemptAt ?? 0) + REFRESH_EVERY_MS);
      if (now < allowedAt)
        return { accepted: false, nextAttemptAt: Math.min(allowedAt, snapshot.nextAttemptAt ?? allowedAt) };
      schedule(0);
      return { accepted: true, nextAttemptAt: now };
    },
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}
