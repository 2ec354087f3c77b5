import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** An answer that may be held back until there is another. */
export interface Holdable {
  etag: string;
  /** When the answer changes by time alone, because a reading grows old. */
  validUntil: EpochMs;
}

export interface Hold<Viewer, Answer extends Holdable> {
  /** Who asks; one who asks too often at once is answered without delay. */
  key: string;
  maxPerKey: number;
  waitMs: number;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
  viewer: Viewer;
  /** What this viewer is shown now. */
  current: (viewer: Viewer) => Answer | Promise<Answer>;
  /** Whether the caller already has this answer. */
  isKnown: (answer: Answer) => boolean;
  /** The viewer as it is by now. Throws if it may see nothing any longer. */
  admitAgain: () => Promise<Viewer>;
}

/** Questions that are answered once there is something new, so that pages learn of a change at once and ask seldom. */
export interface HeldAnswers {
  /**
   * The first answer that the caller does not have, or the current one once it has waited long enough. Much can happen
   * meanwhile, so whoever was held is admitted again first.
   */
  hold<Viewer, Answer extends Holdable>(hold: Hold<Viewer, Answer>): Promise<Answer>;
  /** To be called when an answer may have changed. */
  wake(): void;
  /** To be called when somebody may have lost the right to an answer: everybody who is held is admitted again. */
  readmit(): void;
  /** Whether the server ends: its pages are answered by another one soon, or by its successor. */
  isReleased(): boolean;
  /** Answers everybody at once, and holds nobody from now on. Resolves when they are answered. */
  release(): Promise<void>;
}

/** Beyond it, nobody is held: each held question costs memory. */
const MAX_HELD = 5_000;
/** A fleet in which much happens at once wakes everybody this often, with the same bytes for all. */
const WAKE_EVERY_MS = 250;

export function createHeldAnswers(now: () => EpochMs): HeldAnswers {
  const sleepers = new Set<() => void>();
  const held = new Set<Promise<unknown>>();
  const heldByKey = new Map<string, number>();
  let isReleased = false;
  /** How often everybody was woken. */
  let wakings = 0;
  /** How often somebody may have lost a right. */
  let doubts = 0;
  let lastWakeAt = Number.NEGATIVE_INFINITY;
  let nextWake: NodeJS.Timeout | null = null;

  const wakeAll = () => {
    nextWake = null;
    lastWakeAt = performance.now();
    wakings += 1;
    for (const wakeUp of [...sleepers]) wakeUp();
  };
  const sleep = (delayMs: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const wakeUp = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wakeUp);
        sleepers.delete(wakeUp);
        resolve();
      };
      const timer = setTimeout(wakeUp, delayMs);
      signal.addEventListener("abort", wakeUp);
      sleepers.add(wakeUp);
    });

  async function holdFor<Viewer, Answer extends Holdable>(hold: Hold<Viewer, Answer>): Promise<Answer> {
    const { waitMs, signal, current, isKnown, admitAgain } = hold;
    // By a clock that nobody sets.
    const until = performance.now() + waitMs;
    let { viewer } = hold;
    let doubtsBefore = doubts;
    for (let isHeld = false; ; isHeld = true) {
      const wakingsBefore = wakings;
      const answer = await current(viewer);
      const leftMs = until - performance.now();
      if (signal.aborted) return answer;
      if (!isKnown(answer) || isReleased || leftMs <= 0) return isHeld ? current(await admitAgain()) : answer;
      // Woken while it looked: what it saw may be from before.
      if (wakings === wakingsBefore) await sleep(Math.max(1, Math.min(leftMs, answer.validUntil - now())), signal);
      if (doubts === doubtsBefore) continue;
      doubtsBefore = doubts;
      viewer = await admitAgain();
    }
  }

  const wake = () => {
    if (held.size === 0 || nextWake !== null) return;
    nextWake = setTimeout(wakeAll, Math.max(0, lastWakeAt + WAKE_EVERY_MS - performance.now()));
  };

  return {
    async hold(hold) {
      const heldForKey = heldByKey.get(hold.key) ?? 0;
      if (hold.waitMs <= 0 || isReleased || held.size >= MAX_HELD || heldForKey >= hold.maxPerKey)
        return hold.current(hold.viewer);
      heldByKey.set(hold.key, heldForKey + 1);
      const answering = holdFor(hold);
      held.add(answering);
      try {
        return await answering;
      } finally {
        held.delete(answering);
        const left = (heldByKey.get(hold.key) ?? 1) - 1;
        if (left === 0) heldByKey.delete(hold.key);
        else heldByKey.set(hold.key, left);
      }
    },
    wake,
    readmit() {
      doubts += 1;
      wake();
    },
    isReleased: () => isReleased,
    async release() {
      isReleased = true;
      if (nextWake !== null) clearTimeout(nextWake);
      wakeAll();
      await Promise.allSettled(held);
    },
  };
}
