import "server-only";

export interface Deadline {
  /** Aborts when the time is over, or when the caller aborts. */
  signal: AbortSignal;
  /** Ends the work at once, as when the time is over. */
  abort(): void;
  /** Must be called when the work has ended: a caller's signal may live for weeks and would collect listeners. */
  clear(): void;
}

/** One signal for a whole piece of work. Unlike `AbortSignal.any` over a timeout, it leaves nothing behind once the work has ended. */
export function startDeadline(durationMs: number, callerSignal: AbortSignal): Deadline {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, durationMs);
  callerSignal.addEventListener("abort", abort, { once: true });
  if (callerSignal.aborted) abort();
  return {
    signal: controller.signal,
    abort,
    clear: () => {
      clearTimeout(timer);
      callerSignal.removeEventListener("abort", abort);
    },
  };
}
