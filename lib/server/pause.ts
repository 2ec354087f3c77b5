import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Awaited between two steps of long work: lets everything else that waits have its turn, and rejects once the work is to end. */
export type Pause = () => Promise<void>;

interface PauseOptions {
  /** Aborted when nobody waits for the work any more. */
  signal?: AbortSignal;
  /** For how long the work may keep the event loop at a time. A single step can take longer: keep steps small. */
  everyMs?: number;
  now?: () => number;
}

const EVERY_MS = 8;
/** What waits may need several turns of the event loop, as each request does: a turn that was shorter than this did nothing. */
const QUIET_TURN_MS = 0.25;
/** On a busy server the work goes on all the same. */
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
