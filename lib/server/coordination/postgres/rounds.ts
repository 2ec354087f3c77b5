import "server-only";

/** However often a round is asked for, the database is left alone in between. */
const MIN_PAUSE_MS = 50;

export interface Rounds {
  /** Has a round begin within `delayMs`, or once the one under way has ended. */
  soon(delayMs: number): void;
  /** Resolves once nothing runs any more. */
  stop(): Promise<void>;
}

/** Runs rounds one after the other, each when the one before says: it returns in how many milliseconds, and never rejects. */
export function createRounds(round: () => Promise<number>): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let dueMs = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let isStopped = false;

  function soon(delayMs: number): void {
    const atMs = performance.now() + Math.max(MIN_PAUSE_MS, delayMs);
    if (isStopped || atMs >= dueMs) return;
    dueMs = atMs;
    // What is asked for during a round comes after it.
    if (running === null) arm();
  }
  function arm(): void {
    clearTimeout(timer);
    timer = setTimeout(begin, Math.max(0, dueMs - performance.now()));
  }
  function begin(): void {
    dueMs = Number.POSITIVE_INFINITY;
    running = runOnce();
  }
  async function runOnce(): Promise<void> {
    const nextInMs = await round();
    running = null;
    soon(nextInMs);
    if (!isStopped) arm();
  }

  return {
    soon,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
