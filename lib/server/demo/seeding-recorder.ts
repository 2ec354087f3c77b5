import "server-only";
import type { HistoryHandle } from "../history/history-handle";
import type { PollRecorder, RecordedPoll } from "../history/record/poll-recorder";
import { createPause } from "../pause";
import { madeUpPast } from "./made-up-past";
import { madeUpSamples } from "./made-up-samples";

/** Writes a past for each demo account before its first poll, unless an earlier demo has left one. */
export function createSeedingRecorder(
  historyHandle: HistoryHandle,
  recorder: PollRecorder,
  onSeeded: () => void,
): PollRecorder {
  const seeding = new Map<string, Promise<void>>();
  const seed = async (first: RecordedPoll) => {
    const history = historyHandle.current();
    if (history === null) return;
    const present = { from: first.at, to: first.at };
    for await (const _run of history.observedRuns(present, { accountIds: [first.accountId] })) return;
    const pause = createPause();
    for (const poll of madeUpPast(first)) {
      await history.recordPoll(poll);
      await pause();
    }
    await history.recordSamples(madeUpSamples(first));
    onSeeded();
  };
  return {
    record: (poll, term) => {
      // Its past is written before the first poll that can be written.
      if (historyHandle.current() === null) return;
      const seeded = seeding.get(poll.accountId) ?? seed(poll).catch(() => undefined);
      seeding.set(poll.accountId, seeded);
      void seeded.then(() => recorder.record(poll, term));
    },
    written: async (accountId) => {
      await seeding.get(accountId);
      await recorder.written(accountId);
    },
    idle: async () => {
      await Promise.all(seeding.values());
      await recorder.idle();
    },
  };
}
