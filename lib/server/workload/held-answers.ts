import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** An answer that may be held back until there is another. */
export interface Holdable {
  etag: string;
  /** When the answer changes by time alone, because a reading grows old. */
  validUntil: EpochMs;
}

export interface Hold<Answer extends Holdable> {
  /** Who asks; one who asks too often at once is answered without delay. */
  key: string;
  maxPerKey: number;
  waitMs: number;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
  current: () => Answer | Promise<Answer>;
  /** Whether the caller already has this answer. */
  isKnown: (answer: Answer) => boolean;
}

/** Questions that are answered once there is something new, so that pages learn of a change at once and ask seldom. */
export interface HeldAnswers {
  /** The first answer that the caller does not have, or the current one once it has waited long enough. */
  hold<Answer extends Holdable>(hold: Hold<Answer>): Promise<Answer>;
  /** To be called when an answer may have changed. */
  wake(): void;
  /** Answers everybody at once, and holds nobody from now on. */
  release(): void;
}

/** Beyond it, nobody is held: each held question costs memory. */
const MAX_HELD = 5_000;
/** A fleet in which much happens at once wakes everybody this often, with the same bytes for all. */
const WAKE_EVERY_MS = 250;

export function createHeldAnswers(now: () => EpochMs): HeldAnswers {
  const sleepers = new Set<() => void>();
  const heldByKey = new Map<string, number>();
  let heldInAll = 0;
  let isReleased = false;
  let lastWakeAt = Number.NEGATIVE_INFINITY;
  let nextWake: NodeJS.Timeout | null = null;

  const wakeAll = () => {
    nextWake = null;
    lastWakeAt = performance.now();
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

  async function holdFor<Answer extends Holdable>({ waitMs, signal, current, isKnown }: Hold<Answer>): Promise<Answer> {
    // By a clock that nobody sets.
    const until = performance.now() + waitMs;
    for (;;) {
      const answer = await current();
      const leftMs = until - performance.now();
      if (!isKnown(answer) || isReleased || signal.aborted || leftMs <= 0) return answer;
      await sleep(Math.max(1, Math.min(leftMs, answer.validUntil - now())), signal);
    }
  }

  return {
    async hold(hold) {
      const held = heldByKey.get(hold.key) ?? 0;
      if (hold.waitMs <= 0 || isReleased || heldInAll >= MAX_HELD || held >= hold.maxPerKey) return hold.current();
      heldByKey.set(hold.key, held + 1);
      heldInAll += 1;
      try {
        return await holdFor(hold);
      } finally {
        const left = (heldByKey.get(hold.key) ?? 1) - 1;
        if (left === 0) heldByKey.delete(hold.key);
        else heldByKey.set(hold.key, left);
        heldInAll -= 1;
      }
    },
    wake() {
      if (sleepers.size === 0 || nextWake !== null) return;
      nextWake = setTimeout(wakeAll, Math.max(0, lastWakeAt + WAKE_EVERY_MS - performance.now()));
    },
    release() {
      isReleased = true;
      if (nextWake !== null) clearTimeout(nextWake);
      wakeAll();
    },
  };
}
