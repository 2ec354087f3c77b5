import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { ProviderError } from "./errors";
import { isRefusal, REFUSAL_CACHE_MS } from "./permission";

const RETRY_MS = 5 * 60_000;

export interface SeldomAnswer<Answer> {
  /** The latest answer; `null` before the first, and once it is refused. */
  answer: Answer | null;
  /** When `answer` was given. */
  readAt: EpochMs | null;
  /** Why there is no answer to the latest request. */
  trouble: "refused" | "failed" | null;
}

interface SeldomOptions<Answer> {
  now: () => EpochMs;
  /** Whether the account's requests allow a call now. */
  hasRoom: () => boolean;
  ask: (signal: AbortSignal) => Promise<Answer>;
  keepMs: (answer: Answer) => number;
}

export interface Seldom<Answer> {
  /** Sends a request if one is due and none is under way; nothing waits for it. */
  ask(signal: AbortSignal): void;
  /** Resolves once the request under way, if there is one, has been answered or has failed. */
  settled(): Promise<void>;
  /** Throws an error of an earlier request that is not the provider's doing, but a bug. */
  latest(): SeldomAnswer<Answer>;
}

/**
 * For slowly changing additions to a reading: requested beside a poll when due, and joined to whichever reading comes
 * next, so that it delays none. It fails independently: an earlier answer is cached, and whatever the provider does,
 * the request is not repeated at the next poll.
 */
export function createSeldom<Answer>({ now, hasRoom, ask, keepMs }: SeldomOptions<Answer>): Seldom<Answer> {
  let last: SeldomAnswer<Answer> = { answer: null, readAt: null, trouble: null };
  let wait: { since: EpochMs; until: EpochMs } | null = null;
  let underWay: Promise<void> | null = null;
  let fault: { error: unknown } | null = null;

  function waitFor(ms: number): void {
    wait = { since: now(), until: now() + ms };
  }

  /** A clock that is set back ends the wait, which would otherwise last until the old time comes again. */
  function isDue(): boolean {
    return wait === null || now() >= wait.until || now() < wait.since;
  }

  async function askNow(signal: AbortSignal): Promise<void> {
    try {
      const answer = await ask(signal);
      last = { answer, readAt: now(), trouble: null };
      waitFor(keepMs(answer));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ProviderError)) {
        fault = { error };
        return;
      }
      last = isRefusal(error) ? { answer: null, readAt: null, trouble: "refused" } : { ...last, trouble: "failed" };
      waitFor(isRefusal(error) ? REFUSAL_CACHE_MS : Math.max(RETRY_MS, error.retryAfterMs ?? 0));
    }
  }

  return {
    ask: (signal) => {
      if (underWay !== null || !isDue() || !hasRoom()) return;
      underWay = askNow(signal).finally(() => {
        underWay = null;
      });
    },
    settled: () => underWay ?? Promise.resolve(),
    latest: () => {
      if (fault === null) return last;
      const { error } = fault;
      fault = null;
      throw error;
    },
  };
}
