import type { EpochMs } from "@/lib/domain/time/epoch";
import { VISIBLE_POLL_MS } from "../page-poll-interval";

/** Time for the answer that is on its way when the second poll is due. */
const GRACE_MS = 1_000;
/** How long a visible page waits for an answer before it says that there is none: two missed polls. */
export const SILENT_AFTER_MS = 2 * VISIBLE_POLL_MS + GRACE_MS;
/** Looks are a second apart: a gap this long means that the machine slept. */
const SLEEP_GAP_MS = 10_000;

/** Whether a screen that polls all the time still gets answers. */
export interface SilenceWatch {
  /** Call every second, with the number of good answers so far. */
  look(goodAnswers: number): void;
  /**
   * As of the last look: since when there has been no answer, once two polls were missed; `null` before. After a sleep,
   * waiting counts from the moment of waking up.
   */
  silentSince(): EpochMs | null;
  /** How long ago the last good answer was noticed, or the page was opened. */
  silentMs(): number;
}

export function createSilenceWatch(now: () => EpochMs): SilenceWatch {
  let seen = 0;
  let lastGoodAt = now();
  let lastLookAt = lastGoodAt;
  let awakeSince = lastGoodAt;
  let silentSince: EpochMs | null = null;

  return {
    look(goodAnswers) {
      const at = now();
      // The server's clock may also have been set back.
      if (Math.abs(at - lastLookAt) > SLEEP_GAP_MS) awakeSince = at;
      lastLookAt = at;
      if (goodAnswers !== seen || at < lastGoodAt) lastGoodAt = at;
      seen = goodAnswers;
      const waitedMs = at - Math.max(lastGoodAt, awakeSince);
      silentSince = waitedMs > SILENT_AFTER_MS ? lastGoodAt : null;
    },
    silentSince: () => silentSince,
    silentMs: () => Math.max(0, now() - lastGoodAt),
  };
}
