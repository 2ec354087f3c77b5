import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { ProviderError } from "@/lib/server/providers/errors";
import { isRefusal, REFUSAL_CACHE_MS } from "@/lib/server/providers/permission";
import type { WireInstance, WireInstanceInfo } from "./wire";

/** People rarely change limits, and every request counts against the account's limit. */
const KEEP_MS = 5 * 60_000;
const MAX_PER_POLL = 4;

interface Learned {
  info: WireInstanceInfo | null;
  /** When it is asked again, whether or not the last request was answered. */
  dueAt: EpochMs;
}

interface LearnedInfoOptions {
  now: () => EpochMs;
  /** Whether the account's request budget allows a call now. */
  hasRoom: () => boolean;
  /** `GET /instances/{id}/info` */
  readInfo: (id: string, signal: AbortSignal) => Promise<WireInstanceInfo>;
}

/**
 * What the list of machines does not say: when they delete themselves. Requested beside the polls and joined to the
 * next one, so that it never delays a reading and fails independently.
 */
export function createLearnedInfo({ now, hasRoom, readInfo }: LearnedInfoOptions) {
  const learned = new Map<string, Learned>();
  let trouble: string | null = null;
  let pausedUntil: EpochMs = Number.NEGATIVE_INFINITY;
  let isLearning = false;

  async function learnOne(id: string, signal: AbortSignal): Promise<void> {
    const before = learned.get(id)?.info ?? null;
    learned.set(id, { info: before, dueAt: now() + KEEP_MS });
    try {
      learned.set(id, { info: await readInfo(id, signal), dueAt: now() + KEEP_MS });
      trouble = null;
    } catch (error) {
      // A machine that has just gone says nothing about the others.
      if (error instanceof ProviderError && error.kind === "not-found") return;
      trouble = error instanceof ProviderError ? error.message : "The answer was not as expected.";
      if (error instanceof ProviderError) pausedUntil = now() + pauseMs(error);
    }
  }

  return {
    withInfo: (instance: WireInstance): WireInstance => ({ ...instance, ...learned.get(instance.id)?.info }),
    /** Requests what is due for these machines, one after another, and forgets all others. Never rejects. */
    learn: async (ids: readonly string[], signal: AbortSignal): Promise<void> => {
      const listed = new Set(ids);
      for (const id of learned.keys()) if (!listed.has(id)) learned.delete(id);
      const dueAt = (id: string) => learned.get(id)?.dueAt ?? 0;
      // The longest wait comes first; otherwise, of many machines, the same few would be due again and again.
      const due = ids.filter((id) => dueAt(id) <= now()).toSorted((one, other) => dueAt(one) - dueAt(other));
      if (isLearning) return;
      isLearning = true;
      for (const id of due.slice(0, MAX_PER_POLL)) if (now() >= pausedUntil && hasRoom()) await learnOne(id, signal);
      isLearning = false;
    },
    warnings: (): string[] =>
      trouble === null ? [] : [`Whether machines delete themselves could not be read lately: ${trouble}`],
  };
}

/** A refusal and a limit concern the key, not the machine that met them. */
function pauseMs(error: ProviderError): number {
  if (isRefusal(error)) return REFUSAL_CACHE_MS;
  return error.kind === "rate-limited" ? (error.retryAfterMs ?? KEEP_MS) : 0;
}
