import "server-only";
import { cutText } from "@/lib/domain/text/graphemes";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { addressKey, siteKey } from "./address-key";
import { createRateLimit, type RateLimit, type RateRule } from "./rate-limit";
import { createRecentKeys } from "./recent-keys";

/** An attempt at a secret: a person's password, the setup code, the password of a link. */
export interface Attempt {
  /** Whose secret: an e-mail address, a link's id. */
  target: string;
  /** `null` if unknown: all unknown addresses share one limit. */
  address: string | null;
  /** The id of a browser that has proved that it signed in to this target before; `null` or left out for any other. */
  device?: string | null;
}

export type Verdict = Admission | Refusal;

export interface Admission {
  admitted: true;
  /** To be called if the secret could not be compared after all, so that the attempt does not count. */
  giveBack(): void | Promise<void>;
}

export interface Refusal {
  admitted: false;
  retryAfterMs: number;
  /** Whether this is the first refusal of its kind for a while, so that only few are recorded. */
  isFirst: boolean;
}

export interface AttemptLimit {
  /** Counts the attempt. */
  attempt(attempt: Attempt): Verdict | Promise<Verdict>;
  /** To be called if the secret was right: earlier mistakes are forgotten. */
  succeeded(attempt: Attempt): void | Promise<void>;
}

/** What this process counts, alone or for all servers in turn. */
export interface CountingLimit {
  /** Counts the attempt. */
  attempt(attempt: Attempt, now: EpochMs): Verdict;
  succeeded(attempt: Attempt): void;
  /** What decides about an attempt, and is changed by it. */
  countsOf(attempt: Attempt): readonly AttemptCount[];
}

/** One of the numbers that attempts are limited by. */
export interface AttemptCount {
  /** What is counted, and for whom. */
  name: string;
  /** The time from which it is as good as none; `null` if there is none. */
  read(): number | null;
  /** Takes it from another server that counts the same. */
  write(at: number | null): void;
}

interface AttemptRules {
  /** One target from one address, or from one known device: strict, so that guessing from there is hopeless. */
  pair: RateRule;
  /**
   * All targets from one address: generous, since a whole office may share one. Does not apply to targets that have
   * been opened from there before; otherwise one guesser could lock the office out.
   */
  address: RateRule;
  /** One target from everywhere it has not been opened from before. */
  target: RateRule;
  /** Beyond `target`: the first attempts of one address at one target. */
  firstTries: RateRule;
  /** Beyond `target`: the first attempts of one IPv6 site at one target. */
  siteTries: RateRule;
  /** Beyond `target`: the first attempts of all addresses at one target. */
  newcomers: RateRule;
  /** How often a refusal by the same limit counts as the first again. */
  firstRefusal: RateRule;
}

const RULES: AttemptRules = {
  pair: { burst: 5, everyMs: 30_000 },
  address: { burst: 60, everyMs: 2_000 },
  target: { burst: 20, everyMs: 30_000 },
  firstTries: { burst: 3, everyMs: 8 * HOUR_MS },
  siteTries: { burst: 60, everyMs: 24 * MINUTE_MS },
  newcomers: { burst: 4_000, everyMs: 12_000 },
  firstRefusal: { burst: 1, everyMs: 600_000 },
};

/**
 * Strangers must neither guess a secret nor keep its owner out, and in the end these two goals conflict: without a limit
 * for the target as a whole, many addresses can guess endlessly; with a single one, they use it up before the owner comes.
 * So:
 *
 * - A known device, and an address from which the target was opened before, have limits of their own, which no stranger can
 *   touch.
 * - Everybody else shares `target`: 20 attempts, and 2 880 a day.
 * - Once that is used up, an address that is new to the target still has three attempts of its own. Guessing from 40
 *   addresses gives 120 of them, but does not touch the owner's three, wherever the owner is.
 * - All newcomers to one target together have 4 000 attempts, and 7 200 a day. Using those up too takes more than 1 000
 *   addresses guessing at the same time, or 2 400 a day, and even then only places that the target was never opened from are
 *   shut out.
 *
 * So at most 14 100 guesses are made at one target on the first day and 10 080 on any other, from however many addresses. For
 * the weakest password allowed, 8 random letters (26^8), a year of that finds one in 50 000.
 */
export function createAttemptLimit(): CountingLimit {
  const pairs = createRateLimit(RULES.pair);
  const addresses = createRateLimit(RULES.address);
  const targets = createRateLimit(RULES.target);
  const firstTries = createRateLimit(RULES.firstTries);
  const siteTries = createRateLimit(RULES.siteTries);
  const newcomers = createRateLimit(RULES.newcomers);
  /** Until when that counts. */
  const openedBefore = createRecentKeys<number>();
  const firstRefusals = createRateLimit(RULES.firstRefusal);

  function refuse(limitedBy: string, retryAfterMs: number, now: number): Refusal {
    const isFirst = firstRefusals.waitMs(limitedBy, now) === 0;
    if (isFirst) firstRefusals.take(limitedBy, now);
    return { admitted: false, retryAfterMs, isFirst };
  }

  /** Takes a turn from each limit, or from none if one of them has no turn left. */
  function take(turns: readonly Turn[], now: number): Verdict {
    for (const [limit, key] of turns) {
      const waitMs = limit.waitMs(key, now);
      if (waitMs > 0) return refuse(key, waitMs, now);
    }
    for (const [limit, key] of turns) limit.take(key, now);
    const giveBack = () => {
      for (const [limit, key] of turns) limit.giveBack(key);
    };
    return { admitted: true, giveBack };
  }

  return {
    attempt(attempt, now) {
      const { target, address, site, pair, device } = keysOf(attempt);
      if (device !== null) return take([[pairs, device]], now);
      if (openedBefore.get(pair) !== undefined) return take([[pairs, pair]], now);
      // What a guesser cannot vary comes first: one address that keeps changing targets counts as one refusal.
      const own: Turn[] = [
        [addresses, address],
        [pairs, pair],
      ];
      const shared: Turn[] = [[targets, target]];
      const asNewcomer: Turn[] = [
        [firstTries, pair],
        [siteTries, site],
        [newcomers, target],
      ];
      const isNewcomer = asNewcomer.every(([limit, key]) => limit.waitMs(key, now) === 0);
      const isFree = targets.waitMs(target, now) === 0;
      return take([...own, ...(isNewcomer && !isFree ? asNewcomer : shared)], now);
    },
    succeeded(attempt) {
      const { pair, device } = keysOf(attempt);
      pairs.forgive(pair);
      if (device !== null) pairs.forgive(device);
      openedBefore.set(pair, Number.POSITIVE_INFINITY);
    },
    countsOf(attempt) {
      const { target, address, site, pair, device } = keysOf(attempt);
      const counted = (what: string, limit: RateLimit, key: string): AttemptCount => ({
        name: `${what} ${key}`,
        read: () => limit.fullAt(key),
        write: (at) => limit.setFullAt(key, at),
      });
      const opened: AttemptCount = {
        name: `opened ${pair}`,
        read: () => openedBefore.get(pair) ?? null,
        write: (at) => (at === null ? openedBefore.delete(pair) : openedBefore.set(pair, at)),
      };
      if (device !== null) return [counted("pair", pairs, device), counted("pair", pairs, pair), opened];
      return [
        ...[counted("pair", pairs, pair), opened, counted("address", addresses, address)],
        ...[counted("target", targets, target), counted("first tries", firstTries, pair)],
        ...[counted("site", siteTries, site), counted("newcomers", newcomers, target)],
      ];
    },
  };
}

/** A limit of this process alone. */
export function createSoleAttemptLimit(now: () => EpochMs): AttemptLimit {
  const { attempt, succeeded } = createAttemptLimit();
  return { attempt: (one) => attempt(one, now()), succeeded };
}

type Turn = readonly [limit: RateLimit, key: string];

const MAX_TARGET_LENGTH = 254;

function keysOf({ target, address, device = null }: Attempt) {
  const who = cutText(target.trim().toLowerCase(), MAX_TARGET_LENGTH);
  const where = addressKey(address);
  return {
    target: who,
    address: where,
    site: `${siteKey(address) ?? where} ${who}`,
    pair: `${where} ${who}`,
    device: device && `device ${device}`,
  };
}
