import "server-only";
import { singleton } from "./singleton";

/** Awaited between the steps of long work: lets everything that waits run, and rejects once the work should end. */
export type Pause = () => Promise<void>;

/** Whose turn comes first: that of an answer which somebody waits for and which is soon made, or any other work's. */
type Precedence = "answer" | "work";

interface PauseOptions {
  /** Aborted when nobody is waiting for the work any more. */
  signal?: AbortSignal;
  /** How long the work may occupy the event loop at a time. A single step can take longer, so keep steps small. */
  everyMs?: number;
  precedence?: Precedence;
  now?: () => number;
}

/** A request takes several turns of the event loop, each of which may come behind one of these. */
const EVERY_MS = 5;
/**
 * Waiting work may need several turns of the event loop, as each request does. A turn shorter than this did nothing.
 */
const QUIET_TURN_MS = 0.25;
/** To look at the clock before each item would take longer than some items do. */
const ITEMS_PER_PAUSE = 8;
/** On a busy server the work continues nevertheless; and an answer that somebody waits for lets others go first only once. */
const MAX_TURNS: Record<Precedence, number> = { answer: 1, work: 4 };

export function createPause({
  signal,
  everyMs = EVERY_MS,
  precedence = "work",
  now = () => performance.now(),
}: PauseOptions = {}): Pause {
  let resumedAt = now();
  return async () => {
    signal?.throwIfAborted();
    if (now() - resumedAt < everyMs) return;
    await giveTurns(precedence, now);
    signal?.throwIfAborted();
    resumedAt = now();
  };
}

/** Each resumes one piece of work that waits for a turn. */
const waiting = singleton("waiting for a turn", (): Record<Precedence, (() => void)[]> => ({ answer: [], work: [] }));

/**
 * Resolves in a turn of the event loop in which no other work does that waits here. Whatever waits for `setImmediate` goes on in one and
 * the same turn: several accounts' polls together would hold up everybody else for as long as all of them take.
 */
export function nextTurn(precedence: Precedence = "work"): Promise<void> {
  return new Promise((resolve) => {
    waiting[precedence].push(resolve);
    if (countWaiting() === 1) setImmediate(resumeNext);
  });
}

function resumeNext(): void {
  const resume = waiting.answer.shift() ?? waiting.work.shift();
  resume?.();
  if (countWaiting() > 0) setImmediate(resumeNext);
}

function countWaiting(): number {
  return waiting.answer.length + waiting.work.length;
}

/** What `toResult` makes of each item, in turns. */
export async function mapInTurns<Item, Result>(
  items: Iterable<Item>,
  toResult: (item: Item) => Result,
  pause: Pause = createPause(),
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (results.length % ITEMS_PER_PAUSE === 0) await pause();
    results.push(toResult(item));
  }
  return results;
}

async function giveTurns(precedence: Precedence, now: () => number): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS[precedence]; turn += 1) {
    const beganAt = now();
    await nextTurn(precedence);
    if (now() - beganAt < QUIET_TURN_MS) return;
  }
}
