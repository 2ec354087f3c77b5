import "server-only";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { Clocks } from "./timing";

/**
 * A machine's clock is followed as far as this from the database's. Small enough that what `now` tells never moves by more than a
 * clock that is being steered, even if this clock is set from one side to the other and both measurements were as slow as may be.
 */
const MAX_APART_MS = SECOND_MS / 2;
/** The database was asked for its time, and answered, at some moment within the round trip: slower ones say too little. */
const MAX_ROUND_TRIP_MS = SECOND_MS;
/** For how long the quickest answer counts more than later ones. */
const BEST_FOR_MS = MINUTE_MS;
/** People are told of a clock that is wrong by more than the first, until it is wrong by less than the second. */
const WARN_ABOVE_MS = 2 * SECOND_MS;
const WELL_BELOW_MS = SECOND_MS;

interface Log {
  warn(fields: object, sentence: string): void;
}

export interface DatabaseClock {
  /** Asks for the database's time, and notes what it says. */
  measure(ask: () => Promise<EpochMs>): Promise<void>;
  /** This machine's time, as far as it is not wrong by more than half a second. */
  now(): EpochMs;
  /** How far this machine's clock is ahead. */
  aheadMs(): number;
}

interface Measurement {
  /** The database's time at the moment of the monotonic clock, give or take half the round trip. */
  at: EpochMs;
  monotonicMs: number;
  roundTripMs: number;
}

/**
 * Servers read the time of what they share off clocks that are at most a second apart: their own, held close to the database's. What
 * this tells moves as evenly as a single clock whatever the machine's clock is set to, or the ledger would note a jump.
 */
export function createDatabaseClock({ now, monotonic }: Clocks, log: Log): DatabaseClock {
  let measured: Measurement | null = null;
  let isWarned = false;
  const aheadMs = () => (measured === null ? 0 : Math.round(now() - databaseTime(measured, monotonic())));

  function warnOfWrongClock(): void {
    const clockAheadMs = aheadMs();
    const isWrong = Math.abs(clockAheadMs) > (isWarned ? WELL_BELOW_MS : WARN_ABOVE_MS);
    if (isWrong && !isWarned) {
      log.warn({ clockAheadMs }, "This machine's clock differs from the database's, whose time is used. Set it right");
    }
    isWarned = isWrong;
  }

  return {
    async measure(ask) {
      const askedAtMs = monotonic();
      const at = await ask();
      const roundTripMs = monotonic() - askedAtMs;
      if (roundTripMs > MAX_ROUND_TRIP_MS) return;
      const latest = { at, monotonicMs: askedAtMs + roundTripMs / 2, roundTripMs };
      if (measured === null || isBetter(latest, measured)) measured = latest;
      warnOfWrongClock();
    },
    now: () => {
      const ahead = aheadMs();
      return now() - ahead + Math.max(-MAX_APART_MS, Math.min(ahead, MAX_APART_MS));
    },
    aheadMs,
  };
}

function databaseTime({ at, monotonicMs }: Measurement, nowMonotonicMs: number): EpochMs {
  return at + nowMonotonicMs - monotonicMs;
}

/** Quicker, or about something else: a database's clock may be set, and the monotonic one may stand still while the machine sleeps. */
function isBetter(latest: Measurement, best: Measurement): boolean {
  if (latest.roundTripMs <= best.roundTripMs || latest.monotonicMs - best.monotonicMs > BEST_FOR_MS) return true;
  const apartMs = Math.abs(latest.at - databaseTime(best, latest.monotonicMs));
  return apartMs > (latest.roundTripMs + best.roundTripMs) / 2;
}
