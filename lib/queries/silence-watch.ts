import type { EpochMs } from "@/lib/domain/cluster";
import { VISIBLE_POLL_MS } from "./fleet-query";

const MISSED_POLLS = 2;
/** For the answer that is on its way when the second poll is due. */
const GRACE_MS = 1_000;
/** Between two looks, a second apart: the machine slept. */
const SLEEP_GAP_MS = 10_000;

/** Whether a screen that always polls still gets answers. */
export interface SilenceWatch {
  /**
   * To be asked every second, with the number of good answers so far. Since when there was none, once two polls were missed;
   * `null` while they come. After a sleep, waiting counts from waking up.
   */
  silentSince(goodAnswers: number): EpochMs | null;
  /** How long ago the last good answer was noticed, or the page opened. */
  silentMs(): number;
}

export function createSilenceWatch(now: () => EpochMs): SilenceWatch {
  let seen = 0;
  let lastGoodAt = now();
  let lastLookAt = lastGoodAt;
  let awakeSince = lastGoodAt;

  return {
    silentSince(goodAnswers) {
      const at = now();
      // The server's clock may also have been set back.
      if (Math.abs(at - lastLookAt) > SLEEP_GAP_MS) awakeSince = at;
      lastLookAt = at;
      if (goodAnswers !== seen || at < lastGoodAt) lastGoodAt = at;
      seen = goodAnswers;
      const waitedMs = at - Math.max(lastGoodAt, awakeSince);
      return waitedMs > MISSED_POLLS * VISIBLE_POLL_MS + GRACE_MS ? lastGoodAt : null;
    },
    silentMs: () => Math.max(0, now() - lastGoodAt),
  };
}
