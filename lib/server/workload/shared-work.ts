import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** Results are kept for the next who asks the same, as long as they are true and no longer than `cacheMs`. */
export interface SharedWorkRules {
  now: () => EpochMs;
  cacheMs: number;
  maxCached: number;
}

/** Whoever asks the same shares one piece of work, while it runs and for a while after. */
export interface SharedWork<Result> {
  /**
   * `generation` names the state of what the result is made from: another one, another result. The work is ended by its signal when
   * all who wait for it have gone; who goes rejects at once.
   */
  do(
    wanted: { key: string; generation: number },
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
}

interface Shared<Result> {
  generation: number;
  startedAt: EpochMs;
  /** `null` when it is done. */
  waiting: Set<AbortSignal> | null;
  ending: AbortController;
  result: Promise<Result>;
}

export function createSharedWork<Result>({ now, cacheMs, maxCached }: SharedWorkRules): SharedWork<Result> {
  const cache = new Map<string, Shared<Result>>();

  const isUsable = ({ generation, startedAt, waiting }: Shared<Result>, asked: number) =>
    // What is still being read is joined though a poll has come meanwhile: else nobody would ever share a long piece of work.
    waiting !== null || (generation === asked && Math.abs(now() - startedAt) < cacheMs);

  const begin = (key: string, generation: number, work: (signal: AbortSignal) => Promise<Result>) => {
    const ending = new AbortController();
    const begun: Shared<Result> = {
      generation,
      startedAt: now(),
      waiting: new Set(),
      ending,
      result: work(ending.signal),
    };
    const forget = () => {
      if (cache.get(key) === begun) cache.delete(key);
    };
    begun.result.then(() => {
      begun.waiting = null;
    }, forget);
    cache.delete(key);
    cache.set(key, begun);
    for (const [oldest, { waiting }] of cache) {
      if (cache.size <= maxCached) break;
      if (waiting === null) cache.delete(oldest);
    }
    return begun;
  };

  return {
    do: async ({ key, generation }, signal, work) => {
      signal.throwIfAborted();
      const existing = cache.get(key);
      const shared = existing && isUsable(existing, generation) ? existing : begin(key, generation, work);
      const { waiting } = shared;
      if (waiting === null) return shared.result;
      waiting.add(signal);
      return new Promise<Result>((resolve, reject) => {
        const leave = () => {
          waiting.delete(signal);
          if (waiting.size === 0 && shared.waiting !== null) {
            if (cache.get(key) === shared) cache.delete(key);
            shared.ending.abort(signal.reason);
          }
          reject(signal.reason);
        };
        signal.addEventListener("abort", leave, { once: true });
        shared.result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
      });
    },
  };
}
