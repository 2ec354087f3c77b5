import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import { ProviderError } from "./errors";
import { isRefusal, REFUSAL_KEPT_MS } from "./permission";

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
  ask: (signal: AbortSignal) => Promise<Answer>;
  keepMs: (answer: Answer) => number;
}

/**
 * For what changes slowly and is an addition to a reading: asked along with a poll when its time has come. It fails alone: an earlier
 * answer is kept, and whatever the provider does, it is not asked again at the next poll.
 */
export function createSeldom<Answer>({ now, ask, keepMs }: SeldomOptions<Answer>) {
  let last: SeldomAnswer<Answer> = { answer: null, readAt: null, trouble: null };
  let dueAt: EpochMs = Number.NEGATIVE_INFINITY;
  return async (signal: AbortSignal): Promise<SeldomAnswer<Answer>> => {
    if (now() < dueAt) return last;
    try {
      const answer = await ask(signal);
      last = { answer, readAt: now(), trouble: null };
      dueAt = now() + keepMs(answer);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      last = isRefusal(error) ? { answer: null, readAt: null, trouble: "refused" } : { ...last, trouble: "failed" };
      dueAt = now() + (isRefusal(error) ? REFUSAL_KEPT_MS : Math.max(RETRY_MS, error.retryAfterMs ?? 0));
    }
    return last;
  };
}
