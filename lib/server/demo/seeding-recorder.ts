import "server-only";
import type { KeptHistory } from "../history/kept-history";
import type { PollRecorder, RecordedPoll } from "../history/poll-recorder";
import { madeUpPast } from "./made-up-past";
import { madeUpSamples } from "./made-up-samples";

/** Gives each demo connection a past before its first poll is written, unless an earlier demo has left one. */
export function createSeedingRecorder(kept: KeptHistory, recorder: PollRecorder, onSeeded: () => void): PollRecorder {
  const seeding = new Map<string, Promise<void>>();
  const seed = async (first: RecordedPoll) => {
    const history = kept.current();
    if (history === null) return;
    const runs = await history.observedRuns({ from: 0, to: first.at }, { connectionIds: [first.connectionId] });
    if (runs.length > 0) return;
    for (const poll of madeUpPast(first)) await history.recordPoll(poll);
    await history.recordSamples(madeUpSamples(first));
    onSeeded();
  };
  return {
    record: (poll) => {
      // Its past is made up before the first poll that can be written.
      if (kept.current() === null) return;
      const seeded = seeding.get(poll.connectionId) ?? seed(poll).catch(() => undefined);
      seeding.set(poll.connectionId, seeded);
      void seeded.then(() => recorder.record(poll));
    },
    idle: async () => {
      await Promise.all(seeding.values());
      await recorder.idle();
    },
  };
}
