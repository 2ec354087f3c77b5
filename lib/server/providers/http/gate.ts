import "server-only";

/** Lets a bounded number of tasks run at once; the others wait in the order in which they came. */
export interface Gate {
  /** Rejects with the signal's reason when it aborts while the task still waits. A task that runs must mind the signal itself. */
  run<Result>(signal: AbortSignal, task: () => Promise<Result>): Promise<Result>;
}

export function createGate(size: number): Gate {
  let free = size;
  const waiting = new Set<() => void>();

  async function enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        waiting.delete(admit);
        reject(signal.reason);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      waiting.add(admit);
    });
  }

  /** Hands the place straight to whoever has waited longest, so that a newcomer cannot overtake. */
  function leave(): void {
    const [longestWaiting] = waiting;
    if (longestWaiting === undefined) {
      free += 1;
      return;
    }
    waiting.delete(longestWaiting);
    longestWaiting();
  }

  return {
    run: async (signal, task) => {
      await enter(signal);
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}
