import "server-only";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import type { StoreHandle } from "../store/store-handle";

export interface HourlyUpkeep {
  /** Resolves once the store is no longer in use here. */
  stop(): Promise<void>;
}

interface UpkeepOptions {
  /** How long after the store is open the work is done for the first time. */
  firstAfterMs: number;
  /** What fails is done next time. */
  onError(error: unknown): void;
}

/** Does some work on a store in the background, soon after it is open and then every hour. */
export function startHourlyUpkeep<Opened>(
  handle: StoreHandle<Opened>,
  work: (opened: Opened, signal: AbortSignal) => Promise<void>,
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
      const opened = handle.current();
      if (opened !== null) await work(opened, stopped.signal);
    } catch (error) {
      if (!stopped.signal.aborted) onError(error);
    }
    workAfter(HOUR_MS);
  };
  handle.whenOpen(() => workAfter(firstAfterMs));

  return {
    stop: () => {
      stopped.abort();
      clearTimeout(timer);
      return working;
    },
  };
}
