import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

const AFTER_FAILURE_MS = 2_000;
/** However much is due, other work runs in between. */
const MIN_PAUSE_MS = 10;

interface Options {
  run: () => Promise<void>;
  /** It runs at least this often, whatever the clock says. */
  everyMs: number;
  /** When it should run before that; `null` for no such time. */
  nextAt: () => Promise<EpochMs | null>;
  onError: (error: unknown) => void;
  now: () => EpochMs;
}

/** Work that runs again and again, one run at a time. */
interface Repeating {
  /** Runs within `delayMs`, or as soon as the run under way has ended. */
  runSoon(delayMs: number): void;
  /** Resolves once nothing runs any more. */
  stop(): Promise<void>;
}

export function createRepeating({ run, everyMs, nextAt, onError, now }: Options): Repeating {
  let timer: NodeJS.Timeout | undefined;
  let dueMs = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let isFailing = false;

  function runSoon(delayMs: number): void {
    const atMs = performance.now() + delayMs;
    if (isStopped || atMs >= dueMs) return;
    clearTimeout(timer);
    dueMs = atMs;
    timer = setTimeout(begin, delayMs);
  }

  function begin(): void {
    dueMs = Number.POSITIVE_INFINITY;
    isWanted = running !== null;
    if (isWanted || isStopped) return;
    running = runOnce().finally(() => {
      running = null;
      if (isWanted) begin();
    });
  }

  async function runOnce(): Promise<void> {
    try {
      await run();
      const next = (await nextAt()) ?? Number.POSITIVE_INFINITY;
      runSoon(Math.min(Math.max(MIN_PAUSE_MS, next - now()), everyMs));
      isFailing = false;
    } catch (error) {
      // Said once, not with every attempt.
      if (!isFailing) onError(error);
      isFailing = true;
      runSoon(AFTER_FAILURE_MS);
    }
  }

  return {
    runSoon,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
