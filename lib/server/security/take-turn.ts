import "server-only";
import { problemOf } from "../http-problem";
import { Refusal } from "../refusal";
import { addressKey } from "./address-key";
import type { Attempt, AttemptLimit } from "./attempt-limit";
import type { RateRule, TurnLimit } from "./rate-limit";

/** Sign-ins through an identity provider from one address, two turns each: a whole office in the morning. */
export const SINGLE_SIGN_ON_RULE: RateRule = { burst: 120, everyMs: 5_000 };

/**
 * Guests of one link from one address: an office of two hundred (as many as have their questions held), each page asking anew when something
 * changes, every four seconds on average.
 */
export const GUEST_RULE: RateRule = { burst: 600, everyMs: 20 };

/** Requests from one address for unknown links: a guess, or a link that was cut short when it was copied. */
export const UNKNOWN_LINK_RULE: RateRule = { burst: 120, everyMs: 250 };

/**
 * Pages for strangers from one address: an office that comes to sign in. Ten per second are a tenth of what this server
 * can render.
 */
export const STRANGER_RULE: RateRule = { burst: 120, everyMs: 100 };

/** Preview pictures of one link, for all its guests together: chats request one when somebody posts the link. */
export const PICTURE_RULE: RateRule = { burst: 60, everyMs: 50 };

/** Tests of an account's settings by one person: each reads a whole fleet. */
export const SETTINGS_TEST_RULE: RateRule = { burst: 10, everyMs: 6_000 };

/** Screens from one address that request a code: a wall full of them that all start when the power comes on. */
export const PAIRING_RULE: RateRule = { burst: 40, everyMs: 10_000 };

/**
 * Makes an attempt at a secret. `compare` throws a problem below 500 if the secret was wrong. If it throws anything
 * else, the secret was not compared (the store fails, too many passwords are being hashed), and the attempt does not
 * count. Throws a 429 to clients that must come back later, and has the first one in a while recorded.
 */
export async function trySecret<Answer>(
  limit: AttemptLimit,
  attempt: Attempt,
  noteRefusal: () => Promise<void>,
  compare: () => Promise<Answer>,
): Promise<Answer> {
  const verdict = await limit.attempt(attempt);
  if (!verdict.admitted) {
    if (verdict.isFirst) await noteRefusal();
    throw tooMany("Too many tries", verdict.retryAfterMs);
  }
  try {
    const answer = await compare();
    await limit.succeeded(attempt);
    return answer;
  } catch (error) {
    if ((problemOf(error)?.status ?? 500) >= 500) await verdict.giveBack();
    throw error;
  }
}

/**
 * Throws a 429 to an address that asks more often than the rule allows. If `thing` is given, each thing is counted
 * separately.
 */
export function takeTurn(turns: TurnLimit, address: string | null, thing = ""): void {
  const waitMs = turns.take(`${addressKey(address)} ${thing}`);
  if (waitMs > 0) throw tooMany("Too many requests", waitMs);
}

function tooMany(what: string, waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const detail = `${what} from here. The next one is possible in ${seconds} s.`;
  return new Refusal("rate-limited", detail, seconds * 1_000);
}
