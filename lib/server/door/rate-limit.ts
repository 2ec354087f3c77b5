import "server-only";
import { createRecentKeys } from "./recent-keys";

export interface RateRule {
  /** So many at once … */
  burst: number;
  /** … and then one every so often. */
  everyMs: number;
}

export interface RateLimit {
  /** How long this key would have to wait for its next turn; 0 when it may go now. */
  waitMs(key: string, now: number): number;
  /** Uses up a turn, whether there was one or not: nobody ever waits longer than for the next one that may be taken. */
  take(key: string, now: number): void;
  /** Gives the key its whole burst back. */
  forgive(key: string): void;
}

/**
 * A token bucket per key, kept as one number: the moment when it will be full again (GCRA). Full is the same as never seen.
 * Turns may be taken ahead by whoever waits for them, up to `longestWaitMs`.
 */
export function createRateLimit({ burst, everyMs }: RateRule, longestWaitMs = 0): RateLimit {
  const fullAt = createRecentKeys<number>();
  const fullWithBurstAt = (now: number) => now + burst * everyMs;
  const nextFullAt = (key: string, now: number) => Math.max(now, fullAt.get(key) ?? now) + everyMs;
  return {
    // A clock that was set back must not make anybody wait for it to catch up.
    waitMs: (key, now) => Math.min(Math.max(0, nextFullAt(key, now) - fullWithBurstAt(now)), longestWaitMs + everyMs),
    take: (key, now) => fullAt.set(key, Math.min(nextFullAt(key, now), fullWithBurstAt(now) + longestWaitMs)),
    forgive: fullAt.delete,
  };
}
