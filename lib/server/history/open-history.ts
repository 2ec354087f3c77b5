import "server-only";
import { reported } from "./history-error";
import { migrate } from "./migrate";
import { type HistoryLocation, openDatabase } from "./open-database";
import type { Poll, RecordOutcome } from "./poll";
import { recordPoll } from "./record-poll";

/** The stored history. Every method rejects with a `HistoryError` only; none of them retries. */
export interface History {
  /** All of a poll or nothing. What could not be written is made up for by the next poll, as a gap. */
  recordPoll(poll: Poll): Promise<RecordOutcome>;
  close(): Promise<void>;
}

export async function openHistory(location: HistoryLocation): Promise<History> {
  const { db, dialect } = await reported(async () => openDatabase(location));
  await reported(() => migrate(db, dialect)).catch(async (error) => {
    await db.destroy();
    throw error;
  });
  return {
    recordPoll: (poll) => reported(() => recordPoll(db, poll)),
    close: () => reported(() => db.destroy()),
  };
}
