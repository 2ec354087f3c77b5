import "server-only";
import type { Logger } from "pino";
import type { Hints } from "../../coordination/hints";
import { LostLease, type Term } from "../../coordination/leases";
import type { StoreHandle } from "../../store/store-handle";
import type { PollState } from "../poll-state";
import type { SharedReadings } from "./shared-readings";

/** Servers look at the readings of all accounts at once, as they do for what is asked of the one that polls. */
export const READINGS_TOPIC = "readings";

interface Surroundings {
  readings: StoreHandle<SharedReadings>;
  /** Resolves once the history has what was read of this account, so that no server shows what costs do not know yet. */
  recorded: (accountId: string) => Promise<void>;
  hints: Pick<Hints, "tell">;
  log: Logger;
}

export interface ReadingWriter {
  /** Writes it in the background. While an earlier one of the account is being written, only the latest waits. */
  write(state: PollState, term: Term): void;
  /** Resolves once nothing of this account waits to be written, in the history neither. */
  written(accountId: string): Promise<void>;
  /** Resolves once there is nothing left to write. */
  idle(): Promise<void>;
}

/** Writes what this server's polls find, for the others to show. What cannot be written is written with the next poll. */
export function createReadingWriter({ readings, recorded, hints, log }: Surroundings): ReadingWriter {
  const waiting = new Map<string, { state: PollState; term: Term }>();
  const writing = new Map<string, Promise<void>>();
  let isFailing = false;

  const writeOne = async (accountId: string, { state, term }: { state: PollState; term: Term }) => {
    await recorded(accountId);
    const opened = readings.current();
    if (opened === null) return;
    try {
      if (await opened.write(state, term)) hints.tell(READINGS_TOPIC);
      if (isFailing) log.info("Readings are shared with other servers again");
      isFailing = false;
    } catch (error) {
      if (error instanceof LostLease) {
        log.warn({ account: accountId }, `${error.message} What this one read last is not shown by others.`);
        return;
      }
      if (!isFailing) log.warn({ err: error }, "Readings are not being shared with other servers");
      isFailing = true;
    }
  };

  const writeAll = async (accountId: string) => {
    for (let next = waiting.get(accountId); next !== undefined; next = waiting.get(accountId)) {
      waiting.delete(accountId);
      await writeOne(accountId, next);
    }
    writing.delete(accountId);
  };

  return {
    write: (state, term) => {
      const { id } = state.snapshot;
      waiting.set(id, { state, term });
      if (!writing.has(id)) writing.set(id, writeAll(id));
    },
    written: async (accountId) => {
      await writing.get(accountId);
    },
    idle: async () => {
      await Promise.all(writing.values());
    },
  };
}
