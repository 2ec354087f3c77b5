import "server-only";
import { problemOf } from "../http-problem";
import { Refusal } from "../refusal";
import { addressKey } from "./address-key";
import type { Attempt, AttemptLimit } from "./attempt-limit";
import type { RateLimit, RateRule } from "./rate-limit";

/** Sign-ins through an identity provider from one address, two turns each: a whole office in the morning. */
export const SINGLE_SIGN_ON_RULE: RateRule = { burst: 120, everyMs: 5_000 };

/** Guests of one link from one address: a whole office that looks at it, each page asking every five seconds. */
export const GUEST_RULE: RateRule = { burst: 600, everyMs: 50 };

/** Tries from one address at what is no link of ours: a guess, or a link that somebody has cut short. */
export const UNKNOWN_LINK_RULE: RateRule = { burst: 120, everyMs: 250 };

/** Pages for strangers from one address: an office that comes to sign in. Ten a second are a tenth of what this server can render. */
export const STRANGER_RULE: RateRule = { burst: 120, everyMs: 100 };

/** Pictures of one link, for all its guests together: chats draw one where somebody posts the link. */
export const PICTURE_RULE: RateRule = { burst: 60, everyMs: 50 };

/** Screens from one address that ask for a code: a wall full of them that all start with the power. */
export const PAIRING_RULE: RateRule = { burst: 40, everyMs: 10_000 };

/**
 * Tries a secret. `compare` throws a problem below 500 where the secret was wrong; with whatever else it throws the secret was not
 * compared (the store fails, too many passwords are being hashed), and nobody has tried. Throws a 429 to who must come back later, and
 * has the first one of a while noted.
 */
export async function trySecret<Answer>(
  limit: AttemptLimit,
  attempt: Attempt,
  noteRefusal: () => Promise<void>,
  compare: () => Promise<Answer>,
): Promise<Answer> {
  const verdict = limit.attempt(attempt, Date.now());
  if (!verdict.admitted) {
    if (verdict.isFirst) await noteRefusal();
    throw tooMany("Too many tries", verdict.retryAfterMs);
  }
  try {
    const answer = await compare();
    limit.succeeded(attempt);
    return answer;
  } catch (error) {
    if ((problemOf(error)?.status ?? 500) >= 500) verdict.giveBack();
    throw error;
  }
}

/** Throws a 429 to an address that asks more often than the rule allows; where they are counted apart, than it allows for `thing`. */
export function takeTurn(limit: RateLimit, address: string | null, thing = ""): void {
  const now = Date.now();
  const key = `${addressKey(address)} ${thing}`;
  const waitMs = limit.waitMs(key, now);
  if (waitMs > 0) throw tooMany("Too many requests", waitMs);
  limit.take(key, now);
}

function tooMany(what: string, waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const detail = `${what} from here. The next one is possible in ${seconds} s.`;
  return new Refusal("rate-limited", detail, seconds * 1_000);
}
