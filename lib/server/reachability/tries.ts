import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Refusal } from "../security/address-rules";
import type { Outcome } from "./try-endpoint";

/** How many tries in a row without an answer make a node that does not answer: one lost packet means nothing. */
const UNANSWERED_AFTER = 3;
/** After this long without a try nobody can say that it never answered meanwhile. */
const MAX_GAP_MS = 30 * MINUTE_MS;

/** What the tries at one endpoint have shown so far. */
export interface Tries {
  /** Failures in a row, up to now. */
  failures: number;
  /** When the first of them was; `null` if the last try was answered, or there was none. */
  since: EpochMs | null;
  /** Whether it had answered before, so that it stopped answering at `since` and not before we looked. */
  hadAnswered: boolean;
  triedAt: EpochMs;
  /** Why it is not tried at all; `null` if it is. */
  refusal: Refusal | null;
}

const NOTHING: Omit<Tries, "triedAt"> = { failures: 0, since: null, hadAnswered: false, refusal: null };

/** What is known after one more try, which began at `at`. */
export function afterTry(before: Tries | undefined, outcome: Outcome, at: EpochMs): Tries {
  const known = before !== undefined && !isForgotten(before, at) ? before : NOTHING;
  switch (outcome) {
    case "answered":
      return { ...NOTHING, hadAnswered: true, triedAt: at };
    case "unanswered":
      return { ...known, failures: known.failures + 1, since: known.since ?? at, refusal: null, triedAt: at };
    case "inconclusive":
      return { ...known, triedAt: at };
    default:
      return { ...NOTHING, refusal: outcome, triedAt: at };
  }
}

export function isForgotten({ triedAt }: Tries, now: EpochMs): boolean {
  return now - triedAt >= MAX_GAP_MS;
}

export function isUnanswered({ failures }: Tries): boolean {
  return failures >= UNANSWERED_AFTER;
}
