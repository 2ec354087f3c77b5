import "server-only";
import type { PollRecorder } from "../history/record/poll-recorder";
import type { SummaryCache } from "../views/fleet/summary-cache";

/** By then a poll has usually been read to its end and recorded … */
const USUALLY_MS = 250;
/** … and on a busy machine it gets this much longer. */
const AT_MOST_LONGER_MS = 500;

interface Sources {
  recorder: Pick<PollRecorder, "idle">;
  summary: Pick<SummaryCache, "idle">;
  sleep: (durationMs: number) => Promise<void>;
}

/**
 * Tells of a change of the fleet once the history has recorded it and what answers say of the history has been read
 * again, so that one answer tells all of it. Does not wait long: live status never depends on the store.
 */
export function afterHistory({ recorder, summary, sleep }: Sources, tell: () => void): () => Promise<void> {
  return async () => {
    await sleep(USUALLY_MS);
    await Promise.race([recorder.idle().then(summary.idle), sleep(AT_MOST_LONGER_MS)]);
    tell();
  };
}
