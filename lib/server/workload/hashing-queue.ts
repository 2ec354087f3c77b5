import "server-only";
import { Refusal } from "../refusal";
import { addressKey } from "../security/address-key";
import { createRecentKeys } from "../security/recent-keys";

/** On whose behalf a password is hashed. */
export interface HashingAsker {
  /** `null` if unknown: all unknown addresses count as one. */
  address: string | null;
  /**
   * Whether they are signed in, use a browser that has signed in before, or hold the secret of a link that sets a
   * password: they go first.
   */
  isKnown: boolean;
  /** Aborted when the client goes away, so that its work is not done. */
  signal: AbortSignal;
}

export interface HashingQueue {
  /** Does the work when its turn comes. Throws a 503 if it would have to wait too long. */
  run<Result>(asker: HashingAsker, work: () => Promise<Result>): Promise<Result>;
}

/**
 * Hashing a password is slow on purpose, and occupies a thread of Node's pool. That pool has four threads, which the
 * file system and DNS need as well, so two are left free. A hash takes about 0.1 s, so nobody in the queue waits for
 * more than about 2 s.
 */
export const HASHING_RULES = { atOnce: 2, maxWaiting: 32, maxWaitingOfOne: 8 };

const RETRY_AFTER_SECONDS = 2;

interface Waiting {
  key: string;
  isKnown: boolean;
  start: () => void;
  refuse: (reason: unknown) => void;
}

/**
 * Few hashes at a time, with a short queue. Known people go first, then the address that was served longest ago:
 * however many sign-ins some addresses send, an address that sends its first comes next. If the queue is full, the one
 * who would be served last has to go.
 */
export function createHashingQueue(): HashingQueue {
  const servedAt = createRecentKeys<number>();
  const waiting: Waiting[] = [];
  let running = 0;
  let served = 0;

  const turnOf = ({ key }: Waiting) => servedAt.get(key) ?? 0;
  const goesBefore = (one: Waiting, other: Waiting) =>
    one.isKnown === other.isKnown ? turnOf(one) < turnOf(other) : one.isKnown;

  /** Among equals, first come, first served. */
  const next = () => waiting.reduce((best, one) => (goesBefore(one, best) ? one : best));
  const last = () => waiting.reduce((worst, one) => (goesBefore(one, worst) ? worst : one));

  function remove(one: Waiting): boolean {
    const index = waiting.indexOf(one);
    if (index >= 0) waiting.splice(index, 1);
    return index >= 0;
  }

  function serve(): void {
    while (running < HASHING_RULES.atOnce && waiting.length > 0) {
      const one = next();
      remove(one);
      running += 1;
      served += 1;
      servedAt.set(one.key, served);
      one.start();
    }
  }

  function enter(one: Waiting): void {
    waiting.push(one);
    const ofSame = waiting.filter(({ key }) => key === one.key);
    const tooMuch =
      ofSame.length > HASHING_RULES.maxWaitingOfOne ? one : waiting.length > HASHING_RULES.maxWaiting ? last() : null;
    if (tooMuch !== null && remove(tooMuch)) tooMuch.refuse(busy());
    serve();
  }

  return {
    async run({ address, isKnown, signal }, work) {
      if (signal.aborted) throw gone();
      const { promise, resolve: start, reject: refuse } = Promise.withResolvers<void>();
      const one = { key: `${isKnown ? "known " : ""}${addressKey(address)}`, isKnown, start, refuse };
      const leave = () => {
        if (remove(one)) refuse(gone());
      };
      signal.addEventListener("abort", leave, { once: true });
      enter(one);
      await promise.finally(() => signal.removeEventListener("abort", leave));
      try {
        return await work();
      } finally {
        running -= 1;
        serve();
      }
    },
  };
}

function busy(): Refusal {
  const detail = `Many passwords are being checked at the moment. Try again in ${RETRY_AFTER_SECONDS} s.`;
  return new Refusal("busy", detail, RETRY_AFTER_SECONDS * 1_000);
}

/** The client has gone, so nobody reads this. */
function gone(): Refusal {
  return new Refusal("client-gone", "The client has gone.");
}
