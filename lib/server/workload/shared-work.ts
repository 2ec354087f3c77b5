import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** Results are cached for others who ask the same, as long as they are still true and no longer than `cacheMs`. */
export interface SharedWorkRules {
  now: () => EpochMs;
  cacheMs: number;
  maxCached: number;
}

/** Everybody who asks the same shares one piece of work, while it runs and for a while after. */
export interface SharedWork<Result> {
  /**
   * `generation` identifies the state that the result is made from: a new one needs a new result. The work's signal
   * aborts it once everybody who waits has gone; a client that leaves gets a rejection at once.
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
  /** `null` once it is done. */
  waiting: Set<AbortSignal> | null;
  ending: AbortController;
  result: Promise<Result>;
}

export function createSharedWork<Result>({ now, cacheMs, maxCached }: SharedWorkRules): SharedWork<Result> {
  const cache = new Map<string, Shared<Result>>();

  const isUsable = ({ generation, startedAt, waiting }: Shared<Result>, asked: number) =>
    // Work under way is joined even if a poll has come in the meantime; otherwise nobody would ever share a long piece
    // of work.
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
