import "server-only";
import type { Logger } from "pino";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { StoreHandle } from "../../store/store-handle";
import type { SharedState, Sharing } from "../poll-state";
import type { SharedReadings } from "./shared-readings";

/** What is wanted for a take-over is wanted at once, and a store that is away is asked for it again soon … */
const RETRY_MS = SECOND_MS;
/** … but not for long: another server may be able to read it. */
const MAX_TRIES = 10;

interface Options {
  readings: StoreHandle<Pick<SharedReadings, "read">>;
  sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
  log: Pick<Logger, "info" | "warn">;
}

/** Reads how the server that polled before has left an account. Each change of state logs one line. */
export function createLatestReading({ readings, sleep, log }: Options): Sharing["latest"] {
  let isFailing = false;

  async function tryOnce(accountId: string): Promise<{ state: SharedState | null } | null> {
    try {
      const opened = readings.current();
      if (opened === null) return null;
      const latest = await opened.read(accountId);
      if (isFailing) log.info("What was read of accounts can be looked up again");
      isFailing = false;
      return { state: latest?.state ?? null };
    } catch (error) {
      if (!isFailing)
        log.warn({ err: error, account: accountId }, "What was read of an account could not be looked up");
      isFailing = true;
      return null;
    }
  }

  return async (accountId, signal) => {
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      const read = await tryOnce(accountId);
      if (read !== null) return read.state;
      if (tries === MAX_TRIES) throw new Error(`What was read of the account ${accountId} could not be looked up.`);
      await sleep(RETRY_MS, signal);
    }
  };
}
