import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { CostSample } from "./cost-sample";

const MAX_MOMENTS = 6_000;
/** A year by day of as many clusters as an answer lists takes 20 000. */
const MAX_SAMPLES = 60_000;

/**
 * Samples at moments that were queried before, in memory. They are true for one number of changes to the settled part
 * of the ledger (`SampleState`); with the next one, all are forgotten.
 */
export interface SampleCache {
  /** `of` names the clusters that the samples cover. */
  recall(of: string, moment: EpochMs, changes: number): readonly CostSample[] | undefined;
  put(of: string, moment: EpochMs, changes: number, samples: readonly CostSample[]): void;
}

export function createSampleCache(): SampleCache {
  const cache = new Map<string, readonly CostSample[]>();
  let cachedChanges = 0;
  let size = 0;
  const keyOf = (of: string, moment: EpochMs) => `${moment} ${of}`;
  const forget = (key: string) => {
    size -= cache.get(key)?.length ?? 0;
    cache.delete(key);
  };
  return {
    recall: (of, moment, changes) => (changes === cachedChanges ? cache.get(keyOf(of, moment)) : undefined),
    put: (of, moment, changes, samples) => {
      if (changes < cachedChanges) return;
      if (changes > cachedChanges) {
        cache.clear();
        size = 0;
        cachedChanges = changes;
      }
      const key = keyOf(of, moment);
      forget(key);
      cache.set(key, samples);
      size += samples.length;
      for (const oldest of cache.keys()) {
        if (cache.size <= MAX_MOMENTS && size <= MAX_SAMPLES) break;
        forget(oldest);
      }
    },
  };
}
