import "server-only";
import type { Logger } from "pino";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { HistoryHandle } from "../history-handle";

const EVERY_MS = HOUR_MS;

export interface SampleUpkeep {
  /** Resolves once the store is no longer in use here. */
  stop(): Promise<void>;
}

/**
 * Folds old samples in the background, as soon as the history is open and then every hour. What fails is done next
 * time.
 */
export function startSampleUpkeep(historyHandle: HistoryHandle, log: Logger, now: () => EpochMs): SampleUpkeep {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let folding = Promise.resolve();

  const fold = async () => {
    try {
      await historyHandle.current()?.foldSamples(now(), stopped.signal);
    } catch (error) {
      log.warn({ err: error }, "Old metric samples could not be folded");
    }
    if (!stopped.signal.aborted) timer = setTimeout(start, EVERY_MS).unref();
  };
  const start = () => {
    folding = fold();
  };
  historyHandle.whenOpen(start);

  return {
    stop: () => {
      stopped.abort();
      clearTimeout(timer);
      return folding;
    },
  };
}
