import "server-only";
import type { Logger } from "pino";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { KeptHistory } from "../kept-history";

const EVERY_MS = 3_600_000;

export interface SampleUpkeep {
  /** Resolves once the store is left alone. */
  stop(): Promise<void>;
}

/** Folds old samples in the background, as soon as the history is open and then every hour. What fails is done the next time. */
export function startSampleUpkeep(kept: KeptHistory, log: Logger, now: () => EpochMs): SampleUpkeep {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let folding = Promise.resolve();

  const fold = async () => {
    try {
      await kept.current()?.foldSamples(now(), stopped.signal);
    } catch (error) {
      log.warn({ err: error }, "Old samples of metrics could not be folded");
    }
    if (!stopped.signal.aborted) timer = setTimeout(start, EVERY_MS).unref();
  };
  const start = () => {
    folding = fold();
  };
  kept.whenOpen(start);

  return {
    stop: () => {
      stopped.abort();
      clearTimeout(timer);
      return folding;
    },
  };
}
