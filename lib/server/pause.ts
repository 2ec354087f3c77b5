import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Awaited between the steps of long work: lets everything that waits run, and rejects once the work should end. */
export type Pause = () => Promise<void>;

interface PauseOptions {
  /** Aborted when nobody is waiting for the work any more. */
  signal?: AbortSignal;
  /** How long the work may occupy the event loop at a time. A single step can take longer, so keep steps small. */
  everyMs?: number;
  now?: () => number;
}

const EVERY_MS = 8;
/**
 * Waiting work may need several turns of the event loop, as each request does. A turn shorter than this did nothing.
 */
const QUIET_TURN_MS = 0.25;
/** On a busy server the work continues nevertheless. */
const MAX_TURNS = 4;

export function createPause({ signal, everyMs = EVERY_MS, now = () => performance.now() }: PauseOptions = {}): Pause {
  let resumedAt = now();
  return async () => {
    signal?.throwIfAborted();
    if (now() - resumedAt < everyMs) return;
    await giveTurns(now);
    signal?.throwIfAborted();
    resumedAt = now();
  };
}

async function giveTurns(now: () => number): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const beganAt = now();
    await nextTurn();
    if (now() - beganAt < QUIET_TURN_MS) return;
  }
}
