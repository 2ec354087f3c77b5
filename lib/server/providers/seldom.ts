import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { ProviderError } from "./errors";
import { isRefusal, REFUSAL_CACHE_MS } from "./permission";

const RETRY_MS = 5 * 60_000;

export interface SeldomAnswer<Answer> {
  /** The latest there was; `null` before the first, and once it is refused. */
  answer: Answer | null;
  /** When `answer` was given. */
  readAt: EpochMs | null;
  /** Why there is none to the latest question. */
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
  /** Asks, if that is due and nobody has; nobody waits for it. */
  ask(signal: AbortSignal): void;
  /** Resolves once the question under way, if there is one, has been answered or has failed. */
  settled(): Promise<void>;
  /** Throws what an earlier question met and no provider does. */
  latest(): SeldomAnswer<Answer>;
}

/**
 * For what changes slowly and is an addition to a reading: asked beside a poll when its time has come, and joined to whichever reading
 * comes next, so that it delays none. It fails alone: an earlier answer is kept, and whatever the provider does, it is not asked again
 * at the next poll.
 */
export function createSeldom<Answer>({ now, hasRoom, ask, keepMs }: SeldomOptions<Answer>): Seldom<Answer> {
  let last: SeldomAnswer<Answer> = { answer: null, readAt: null, trouble: null };
  let wait: { since: EpochMs; until: EpochMs } | null = null;
  let underWay: Promise<void> | null = null;
  let fault: { error: unknown } | null = null;

  function waitFor(ms: number): void {
    wait = { since: now(), until: now() + ms };
  }

  /** A clock that is set back ends the wait: it would else last until the old time has come again. */
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
