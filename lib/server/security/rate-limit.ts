import "server-only";

export interface RateRule {
  /** How many turns may be taken at once … */
  burst: number;
  /** … and the time after which another becomes available. */
  everyMs: number;
}

export interface RateLimit {
  /** How long this key would have to wait for its next turn; 0 if it may go now. */
  waitMs(key: string, now: number): number;
  /** Uses up a turn, whether or not there was one: nobody ever waits longer than for the next one. */
  take(key: string, now: number): void;
  /** Undoes one `take`. */
  giveBack(key: string): void;
  /** Gives the key its whole burst back. */
  forgive(key: string): void;
  /** When the key's burst will be whole again; `null` for a key of which nothing is known. */
  fullAt(key: string): number | null;
  /** Takes it from another server that counts the same. */
  setFullAt(key: string, at: number | null): void;
}

/** A rate limit with the clock that it goes by. */
export interface TurnLimit {
  /** Takes a turn if there is one. Returns how long the key would have to wait for its next one; 0 if it has taken it. */
  take(key: string): number;
}

export function createTurnLimit(limit: RateLimit, now: () => number): TurnLimit {
  return {
    take(key) {
      const at = now();
      const waitMs = limit.waitMs(key, at);
      if (waitMs === 0) limit.take(key, at);
      return waitMs;
    },
  };
}

const MAX_KEYS = 20_000;
/**
 * How many keys stay when there are too many; fewer than the limit, so that not every call has to go through all of
 * them.
 */
const RETAINED_KEYS = 18_000;

/**
 * A token bucket per key, stored as one number: the time when it will be full again (GCRA). A full bucket is the same
 * as none.
 */
export function createRateLimit({ burst, everyMs }: RateRule): RateLimit {
  const fullAt = new Map<string, number>();
  const fullWithBurstAt = (now: number) => now + burst * everyMs;
  const nextFullAt = (key: string, now: number) => Math.max(now, fullAt.get(key) ?? now) + everyMs;

  /** The buckets nearest to full go, so that many keys that are used once cannot displace a busy one. */
  function forgetFullest(): void {
    const byUse = [...fullAt].sort(([, one], [, other]) => other - one);
    for (const [key] of byUse.slice(RETAINED_KEYS)) fullAt.delete(key);
  }

  function set(key: string, at: number): void {
    fullAt.set(key, at);
    if (fullAt.size > MAX_KEYS) forgetFullest();
  }

  return {
    // Nobody must wait for a clock that was set back to catch up.
    waitMs: (key, now) => Math.min(Math.max(0, nextFullAt(key, now) - fullWithBurstAt(now)), everyMs),
    take: (key, now) => set(key, Math.min(nextFullAt(key, now), fullWithBurstAt(now))),
    giveBack(key) {
      const at = fullAt.get(key);
      if (at !== undefined) fullAt.set(key, at - everyMs);
    },
    forgive: (key) => fullAt.delete(key),
    fullAt: (key) => fullAt.get(key) ?? null,
    setFullAt(key, at) {
      if (at === null) fullAt.delete(key);
      else set(key, at);
    },
  };
}
