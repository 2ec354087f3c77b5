import "server-only";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import type { HistoryHandle } from "./history-handle";
import type { History } from "./open-history";

export interface HourlyUpkeep {
  /** Resolves once the store is no longer in use here. */
  stop(): Promise<void>;
}

interface UpkeepOptions {
  /** How long after the history is open the work is done for the first time. */
  firstAfterMs: number;
  /** What fails is done next time. */
  onError(error: unknown): void;
}

/** Does some work on the history in the background, soon after it is open and then every hour. */
export function startHourlyUpkeep(
  historyHandle: HistoryHandle,
  work: (history: History, signal: AbortSignal) => Promise<void>,
  { firstAfterMs, onError }: UpkeepOptions,
): HourlyUpkeep {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  const workAfter = (delayMs: number) => {
    if (stopped.signal.aborted) return;
    timer = setTimeout(() => {
      working = workOnce();
    }, delayMs).unref();
  };
  const workOnce = async () => {
    try {
      const history = historyHandle.current();
      if (history !== null) await work(history, stopped.signal);
    } catch (error) {
      if (!stopped.signal.aborted) onError(error);
    }
    workAfter(HOUR_MS);
  };
  historyHandle.whenOpen(() => workAfter(firstAfterMs));

  return {
    stop: () => {
      stopped.abort();
      clearTimeout(timer);
      return working;
    },
  };
}
