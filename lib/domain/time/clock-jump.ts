import { formatDuration } from "../text/format";
import type { EpochMs } from "./epoch";

/** A moment on a monotonic clock. Only moments of the same process can be compared. */
export interface SteadyMoment {
  process: string;
  ms: number;
}

/** When something was read, by the wall clock and, if known, by the monotonic one. */
export interface ReadingMoment {
  at: EpochMs;
  steady: SteadyMoment | null;
}

/** A wall clock that was changed between two readings. */
export interface ClockJump {
  /** By the clock before the change. */
  previousAt: EpochMs;
  /** By the clock after the change. */
  at: EpochMs;
  /** Forward if positive. Across a restart, the clock went back by at least this much, since the downtime is unknown. */
  byMs: number;
}

/** Time synchronisation adjusts clocks by less than this between two polls. */
const STEERED_MS = 2_000;

/**
 * What happened between two readings of one account: nothing unusual (`null`), a clock jump, or no time passed, because the second
 * is the first one again. Across a restart, only a clock set back can be told apart from time that passed.
 */
export function clockJumpBetween(previous: ReadingMoment, { at, steady }: ReadingMoment): ClockJump | "replay" | null {
  const movedMs = at - previous.at;
  if (steady === null || previous.steady?.process !== steady.process) {
    if (movedMs === 0) return "replay";
    return movedMs > 0 ? null : { previousAt: previous.at, at, byMs: movedMs };
  }
  const passedMs = steady.ms - previous.steady.ms;
  if (passedMs <= 0) return "replay";
  const byMs = movedMs - passedMs;
  if (movedMs > 0 && Math.abs(byMs) <= STEERED_MS) return null;
  return { previousAt: previous.at, at, byMs };
}

/** A clock jump as a sentence for people: what happened, and what it means for costs. */
export function clockJumpSentence({ byMs }: Pick<ClockJump, "byMs">): string {
  const span = formatDuration(Math.abs(byMs));
  return byMs < 0
    ? `The server's clock was set back by ${span}. Records for times still to come were withdrawn, and the possible cost of the uncertain time is counted as error.`
    : `The server's clock jumped ahead by ${span} between two readings, or the machine slept. The possible cost of that time is counted as error.`;
}
