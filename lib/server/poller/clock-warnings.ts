import "server-only";
import { type ClockJump, clockJumpSentence } from "@/lib/domain/time/clock-jump";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { AccountSnapshot } from "./account-snapshot";

/** Warnings for accounts about a clock that was changed while they were being read. */
export interface ClockWarnings {
  /** Returns whether it was not known yet. */
  add(accountId: string, jump: ClockJump): boolean;
  /** The snapshot with a warning for a day after the jump. Costs mention it for as long as they are uncertain. */
  join(snapshot: AccountSnapshot, now: EpochMs): AccountSnapshot;
}

export function createClockWarnings(): ClockWarnings {
  const latest = new Map<string, ClockJump>();
  return {
    add: (accountId, jump) => {
      const isKnown = latest.get(accountId)?.at === jump.at;
      latest.set(accountId, jump);
      return !isKnown;
    },
    join: (snapshot, now) => {
      const jump = latest.get(snapshot.id);
      if (jump === undefined || Math.abs(now - jump.at) > DAY_MS) return snapshot;
      return { ...snapshot, warnings: [...snapshot.warnings, clockJumpSentence(jump)] };
    },
  };
}
