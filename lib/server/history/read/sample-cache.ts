import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { CostSample } from "./cost-sample";

const MAX_MOMENTS = 2_000;
/** A fleet with many accounts and GPU models has many samples per moment. */
const MAX_SAMPLES = 50_000;

/**
 * Samples of all clusters at moments that were queried before. The ledger is append-only, so a poll changes nothing
 * before the reading that it follows.
 */
export interface SampleCache {
  /** Changes with each `forgetAfter`: samples that were read before it must not be cached after it. */
  generation(): number;
  recall(moment: EpochMs): readonly CostSample[] | undefined;
  put(moment: EpochMs, samples: readonly CostSample[], readIn: number): void;
  forgetAfter(moment: EpochMs): void;
}

export function createSampleCache(): SampleCache {
  const cache = new Map<EpochMs, readonly CostSample[]>();
  let generation = 0;
  let size = 0;
  const forget = (moment: EpochMs) => {
    size -= cache.get(moment)?.length ?? 0;
    cache.delete(moment);
  };
  return {
    generation: () => generation,
    recall: (moment) => cache.get(moment),
    put: (moment, samples, readIn) => {
      if (readIn !== generation) return;
      forget(moment);
      cache.set(moment, samples);
      size += samples.length;
      for (const oldest of cache.keys()) {
        if (cache.size <= MAX_MOMENTS && size <= MAX_SAMPLES) break;
        forget(oldest);
      }
    },
    forgetAfter: (moment) => {
      generation += 1;
      for (const cachedMoment of cache.keys()) if (cachedMoment > moment) forget(cachedMoment);
    },
  };
}
