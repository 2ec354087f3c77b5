import "server-only";

export interface RateRule {
  /** So many at once … */
  burst: number;
  /** … and then one every so often. */
  everyMs: number;
}

export interface RateLimit {
  /** How long this key would have to wait for its next turn; 0 when it may go now. */
  waitMs(key: string, now: number): number;
  /** Uses up a turn, whether there was one or not: nobody ever waits longer than for the next one. */
  take(key: string, now: number): void;
  /** Undoes one `take`. */
  giveBack(key: string): void;
  /** Gives the key its whole burst back. */
  forgive(key: string): void;
}

const MAX_KEYS = 20_000;
/** Kept when there are too many, so that few calls have to look through all of them. */
const RETAINED_KEYS = 18_000;

/** A token bucket per key, kept as one number: the moment when it will be full again (GCRA). Full is the same as never seen. */
export function createRateLimit({ burst, everyMs }: RateRule): RateLimit {
  const fullAt = new Map<string, number>();
  const fullWithBurstAt = (now: number) => now + burst * everyMs;
  const nextFullAt = (key: string, now: number) => Math.max(now, fullAt.get(key) ?? now) + everyMs;

  /** The ones nearest to full go: no crowd of keys that are used once makes it forget one that is used much. */
  function forgetFullest(): void {
    const byUse = [...fullAt].sort(([, one], [, other]) => other - one);
    for (const [key] of byUse.slice(RETAINED_KEYS)) fullAt.delete(key);
  }

  return {
    // A clock that was set back must not make anybody wait for it to catch up.
    waitMs: (key, now) => Math.min(Math.max(0, nextFullAt(key, now) - fullWithBurstAt(now)), everyMs),
    take(key, now) {
      fullAt.set(key, Math.min(nextFullAt(key, now), fullWithBurstAt(now)));
      if (fullAt.size > MAX_KEYS) forgetFullest();
    },
    giveBack(key) {
      const at = fullAt.get(key);
      if (at !== undefined) fullAt.set(key, at - everyMs);
    },
    forgive: (key) => fullAt.delete(key),
  };
}
