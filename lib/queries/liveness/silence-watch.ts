import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { VISIBLE_POLL_MS } from "../page-poll-interval";

/** Time for the answer that is on its way when the second poll is due. */
const GRACE_MS = SECOND_MS;
/**
 * What a page that waits for an answer can miss while it does: two questions, each held for up to ten seconds; less the second that a
 * look may come after an answer, and the second until the next look.
 */
const SILENT_AFTER_MS = 18 * SECOND_MS;
/** The same for a page whose last question failed: two polls. */
const FAILING_AFTER_MS = 2 * VISIBLE_POLL_MS + GRACE_MS;

/** Whether a page that asks all the time has waited so long for an answer that it must say so: 20 s after the last one at most. */
export function isSilent(waitedMs: number, failures: number): boolean {
  return waitedMs > (failures > 0 ? FAILING_AFTER_MS : SILENT_AFTER_MS);
}

/** Looks are a second apart: a gap this long means that the machine slept. */
const SLEEP_GAP_MS = 10_000;

/** Whether a screen that polls all the time still gets answers. */
export interface SilenceWatch {
  /** Call every second, with the number of good answers so far, and of failures since the last one. */
  look(goodAnswers: number, failures: number): void;
  /**
   * As of the last look: since when there has been no answer, once that must be said; `null` before. After a sleep,
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
    look(goodAnswers, failures) {
      const at = now();
      // The server's clock may also have been set back.
      if (Math.abs(at - lastLookAt) > SLEEP_GAP_MS) awakeSince = at;
      lastLookAt = at;
      if (goodAnswers !== seen || at < lastGoodAt) lastGoodAt = at;
      seen = goodAnswers;
      const waitedMs = at - Math.max(lastGoodAt, awakeSince);
      silentSince = isSilent(waitedMs, failures) ? lastGoodAt : null;
    },
    silentSince: () => silentSince,
    silentMs: () => Math.max(0, now() - lastGoodAt),
  };
}
