import "server-only";
import { singleton } from "./singleton";

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

/** Each resumes one piece of work that waits for a turn. */
const waiting = singleton("waiting for a turn", (): (() => void)[] => []);

/**
 * Resolves in a turn of the event loop in which no other work does that waits here. Whatever waits for `setImmediate` goes on in one and
 * the same turn: several accounts' polls together would hold up everybody else for as long as all of them take.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(resumeNext);
  });
}

function resumeNext(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(resumeNext);
}

/** What `toResult` makes of each item, in turns. */
export async function mapInTurns<Item, Result>(
  items: Iterable<Item>,
  toResult: (item: Item) => Result,
  pause: Pause = createPause(),
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    await pause();
    results.push(toResult(item));
  }
  return results;
}

async function giveTurns(now: () => number): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const beganAt = now();
    await nextTurn();
    if (now() - beganAt < QUIET_TURN_MS) return;
  }
}
