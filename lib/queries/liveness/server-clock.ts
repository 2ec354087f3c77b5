import type { EpochMs } from "@/lib/domain/time/epoch";

export interface ServerClock {
  /** Sets the clock to the server's time in an answer, at the moment it arrives. */
  receive(serverTime: EpochMs): void;
  /** The server's current time; the browser's own until the server has answered once. */
  now(): EpochMs;
  /** The server's time in its last answer; `null` before the first. */
  lastAnswerAt(): EpochMs | null;
}

/**
 * The server's time, kept running between its answers. Of the browser's two clocks, the one that advanced more is trusted: a monotonic
 * clock may stop while the machine sleeps, a wall clock may be set back, and an age must never be too small.
 */
export function createServerClock(monotonicNow: () => number, wallNow: () => number): ServerClock {
  let last: { serverTime: EpochMs; monotonic: number; wall: number } | null = null;
  return {
    receive(serverTime) {
      last = { serverTime, monotonic: monotonicNow(), wall: wallNow() };
    },
    now() {
      if (last === null) return wallNow();
      return last.serverTime + Math.max(monotonicNow() - last.monotonic, wallNow() - last.wall);
    },
    lastAnswerAt() {
      return last?.serverTime ?? null;
    },
  };
}

/** The one clock of this page, set by every answer: see `requestJson`. */
export const serverClock = createServerClock(
  () => performance.now(),
  () => Date.now(),
);
