import "server-only";
import { addressKey } from "./address-key";
import { createRateLimit, type RateRule } from "./rate-limit";
import { createRecentKeys } from "./recent-keys";

/** Somebody tries a secret: the password of an account, the code of the setup, the password of a link. */
export interface Attempt {
  /** Whose secret: an e-mail address, a link's id. */
  account: string;
  /** `null` where it is not known: then all of them share one limit. */
  address: string | null;
}

export type Verdict = { admitted: true; delayMs: number } | Refusal;

export interface Refusal {
  admitted: false;
  retryAfterMs: number;
  /** The first of its kind for a while, so that whoever writes refusals down writes few. */
  isFirst: boolean;
}

export interface AttemptLimit {
  /** Counts the attempt. Admitted, it goes on after `delayMs`. */
  attempt(attempt: Attempt, now: number): Verdict;
  /** The secret was right: the mistypings before it are forgotten. */
  succeeded(attempt: Attempt): void;
}

export interface AttemptRules {
  /** One account from one address: strict, so that guessing from there is hopeless. */
  pair: RateRule;
  /**
   * All accounts from one address: generous, since a whole office may share one, and not for accounts that have been opened from
   * there before, or one guesser could lock the office out.
   */
  address: RateRule;
  /**
   * One account from everywhere it has not been opened from before: one guess behind the other, however many arrive at once. Not
   * for where its owner is known, or strangers could lock them out.
   */
  account: RateRule;
  /** Whoever would have to wait for longer is refused: browsers give up after 10 s. */
  longestDelayMs: number;
  /** How often a refusal by the same limit is the first again. */
  firstRefusal: RateRule;
}

export const ATTEMPT_RULES: AttemptRules = {
  pair: { burst: 5, everyMs: 30_000 },
  address: { burst: 60, everyMs: 2_000 },
  account: { burst: 20, everyMs: 3_000 },
  longestDelayMs: 6_000,
  firstRefusal: { burst: 1, everyMs: 600_000 },
};

export function createAttemptLimit(rules: AttemptRules = ATTEMPT_RULES): AttemptLimit {
  const pairs = createRateLimit(rules.pair);
  const addresses = createRateLimit(rules.address);
  const accounts = createRateLimit(rules.account, rules.longestDelayMs);
  const openedBefore = createRecentKeys<true>();
  const firstRefusals = createRateLimit(rules.firstRefusal);

  function refuse(limitedBy: string, retryAfterMs: number, now: number): Refusal {
    const isFirst = firstRefusals.waitMs(limitedBy, now) === 0;
    if (isFirst) firstRefusals.take(limitedBy, now);
    return { admitted: false, retryAfterMs, isFirst };
  }

  return {
    attempt(attempt, now) {
      const { account, address, pair } = keysOf(attempt);
      const isFamiliar = openedBefore.get(pair) ?? false;
      // First what a guesser cannot vary: one address that tries ever other accounts is one refusal.
      const addressWaitMs = isFamiliar ? 0 : addresses.waitMs(address, now);
      if (addressWaitMs > 0) return refuse(address, Math.max(addressWaitMs, pairs.waitMs(pair, now)), now);
      const pairWaitMs = pairs.waitMs(pair, now);
      if (pairWaitMs > 0) return refuse(pair, pairWaitMs, now);
      const delayMs = isFamiliar ? 0 : accounts.waitMs(account, now);
      if (delayMs > rules.longestDelayMs) return refuse(account, delayMs - rules.longestDelayMs, now);
      pairs.take(pair, now);
      addresses.take(address, now);
      if (!isFamiliar) accounts.take(account, now);
      return { admitted: true, delayMs };
    },
    succeeded(attempt) {
      const { pair } = keysOf(attempt);
      pairs.forgive(pair);
      openedBefore.set(pair, true);
    },
  };
}

const LONGEST_ACCOUNT = 254;

function keysOf({ account, address }: Attempt): { account: string; address: string; pair: string } {
  const who = account.trim().toLowerCase().slice(0, LONGEST_ACCOUNT);
  const where = addressKey(address);
  return { account: who, address: where, pair: `${where} ${who}` };
}
