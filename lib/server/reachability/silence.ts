import "server-only";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Refusal } from "../security/address-rules";
import type { Outcome } from "./try-endpoint";

/** How many tries in a row without an answer make a silent node: one lost packet means nothing. */
const SILENT_AFTER = 3;
/** After this long without a try nobody can say that it was silent all the time. */
const MAX_GAP_MS = 30 * MINUTE_MS;

/** What the tries at one endpoint have shown so far. */
export interface Silence {
  /** Failures in a row, up to now. */
  failures: number;
  /** When the first of them was; `null` if the last try was answered, or there was none. */
  since: EpochMs | null;
  /** Whether it had answered before, so that its silence began at `since` and not before we looked. */
  hadAnswered: boolean;
  triedAt: EpochMs;
  /** Why it is not tried at all; `null` if it is. */
  refusal: Refusal | null;
}

const NOTHING: Omit<Silence, "triedAt"> = { failures: 0, since: null, hadAnswered: false, refusal: null };

/** What is known after one more try, which began at `at`. */
export function afterTry(before: Silence | undefined, outcome: Outcome, at: EpochMs): Silence {
  const known = before !== undefined && !isForgotten(before, at) ? before : NOTHING;
  switch (outcome) {
    case "answered":
      return { ...NOTHING, hadAnswered: true, triedAt: at };
    case "silent":
      return { ...known, failures: known.failures + 1, since: known.since ?? at, refusal: null, triedAt: at };
    case "inconclusive":
      return { ...known, triedAt: at };
    default:
      return { ...NOTHING, refusal: outcome, triedAt: at };
  }
}

export function isForgotten({ triedAt }: Silence, now: EpochMs): boolean {
  return now - triedAt >= MAX_GAP_MS;
}

export function isSilent({ failures }: Silence): boolean {
  return failures >= SILENT_AFTER;
}
