export interface Deadline {
  /** Aborted once the time is up, or the other signal is. */
  signal: AbortSignal;
  hasPassed(): boolean;
  /** To be called when there is nothing left to wait for. */
  end(): void;
}

/** `AbortSignal.any` and `AbortSignal.timeout` are newer than the oldest browsers that Clusterdeck runs in. */
export function startDeadline(timeoutMs: number, other?: AbortSignal): Deadline {
  const controller = new AbortController();
  let hasPassed = false;
  const abort = () => controller.abort(other?.reason);
  const timer = setTimeout(() => {
    hasPassed = true;
    controller.abort();
  }, timeoutMs);
  if (other?.aborted) abort();
  other?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    hasPassed: () => hasPassed,
    end() {
      clearTimeout(timer);
      other?.removeEventListener("abort", abort);
    },
  };
}
