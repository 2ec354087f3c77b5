import "server-only";
import type { Logger } from "pino";
import type { KeptHistory } from "./kept-history";
import type { Poll } from "./poll";

export interface PollRecorder {
  /** Writes a poll without anybody waiting for it. While a write of the same connection lasts, only the latest poll is kept. */
  record(poll: Poll): void;
  /** Resolves when nothing is left to be written. */
  idle(): Promise<void>;
}

/** A poll that cannot be written is made up for by the next one, as a gap: nothing is tried twice. One line is logged per change. */
export function createPollRecorder(kept: KeptHistory, log: Logger): PollRecorder {
  const waiting = new Map<string, Poll>();
  const writing = new Map<string, Promise<void>>();
  let isFailing = false;

  const writeAll = async (connectionId: string) => {
    for (let poll = waiting.get(connectionId); poll !== undefined; poll = waiting.get(connectionId)) {
      waiting.delete(connectionId);
      try {
        await kept.current()?.recordPoll(poll);
        if (isFailing) log.info("History is being written again");
        isFailing = false;
      } catch (error) {
        if (!isFailing) log.warn({ err: error }, "History is not being written");
        isFailing = true;
      }
    }
    writing.delete(connectionId);
  };

  return {
    record: (poll) => {
      waiting.set(poll.connectionId, poll);
      if (!writing.has(poll.connectionId)) writing.set(poll.connectionId, writeAll(poll.connectionId));
    },
    idle: async () => {
      await Promise.all(writing.values());
    },
  };
}
