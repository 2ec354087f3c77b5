import "server-only";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { Clocks } from "./timing";

/** Machines that set their clocks by the network are right by far less; what is below counts as a slow answer. */
const MAX_WRONG_MS = 2 * SECOND_MS;

interface Log {
  warn(fields: object, sentence: string): void;
}

export interface DatabaseClock {
  /** Asks for the database's time, and notes what it says. */
  measure(ask: () => Promise<EpochMs>): Promise<void>;
  /** This machine's time, or the database's where they differ by seconds. */
  now(): EpochMs;
  /** How far this machine's clock is ahead. */
  aheadMs(): number;
}

/** All servers read the time of what they share off the same clock: their own where that is right, else the database's. */
export function createDatabaseClock({ now, monotonic }: Clocks, log: Log): DatabaseClock {
  let measured: { at: EpochMs; monotonicMs: number } | null = null;
  let isWarned = false;
  const aheadMs = () =>
    measured === null ? 0 : Math.round(now() - (measured.at + monotonic() - measured.monotonicMs));
  return {
    async measure(ask) {
      const askedAt = monotonic();
      const at = await ask();
      measured = { at, monotonicMs: (askedAt + monotonic()) / 2 };
      const isWrong = Math.abs(aheadMs()) > MAX_WRONG_MS;
      if (isWrong && !isWarned) {
        log.warn(
          { clockAheadMs: aheadMs() },
          "This machine's clock differs from the database's, whose time is used. Set it right",
        );
      }
      isWarned = isWrong;
    },
    now: () => {
      const ahead = aheadMs();
      return Math.abs(ahead) > MAX_WRONG_MS ? now() - ahead : now();
    },
    aheadMs,
  };
}
