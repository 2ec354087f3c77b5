import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import type { CostSample } from "./cost-samples";

const MAX_MOMENTS = 2_000;
/** A fleet of many accounts and GPU models has many samples of each moment. */
const MAX_SAMPLES = 50_000;

/**
 * Samples of all clusters at moments already asked for. The ledger is only ever continued, so a poll changes nothing at moments
 * before the reading it follows.
 */
export interface SampleMemo {
  /** Different after each `forgetAfter`: samples read before must not be remembered after. */
  generation(): number;
  recall(moment: EpochMs): readonly CostSample[] | undefined;
  remember(moment: EpochMs, samples: readonly CostSample[], readIn: number): void;
  forgetAfter(moment: EpochMs): void;
}

export function createSampleMemo(): SampleMemo {
  const memo = new Map<EpochMs, readonly CostSample[]>();
  let generation = 0;
  let size = 0;
  const forget = (moment: EpochMs) => {
    size -= memo.get(moment)?.length ?? 0;
    memo.delete(moment);
  };
  return {
    generation: () => generation,
    recall: (moment) => memo.get(moment),
    remember: (moment, samples, readIn) => {
      if (readIn !== generation) return;
      forget(moment);
      memo.set(moment, samples);
      size += samples.length;
      for (const oldest of memo.keys()) {
        if (memo.size <= MAX_MOMENTS && size <= MAX_SAMPLES) break;
        forget(oldest);
      }
    },
    forgetAfter: (moment) => {
      generation += 1;
      for (const remembered of memo.keys()) if (remembered > moment) forget(remembered);
    },
  };
}
