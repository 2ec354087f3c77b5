import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { CostSample } from "./cost-sample";

const MAX_MOMENTS = 2_000;
/** A fleet of many accounts and GPU models has many samples of each moment. */
const MAX_SAMPLES = 50_000;

/**
 * Samples of all clusters at moments already asked for. The ledger is only ever continued, so a poll changes nothing at moments
 * before the reading it follows.
 */
export interface SampleCache {
  /** Different after each `forgetAfter`: samples read before must not be cached after. */
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
