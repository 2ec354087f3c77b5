import type { EpochMs } from "../time/epoch";

/** A cluster counts as gone only after this many successful, complete polls in a row without it. */
const POLLS_UNTIL_GONE = 3;

/** How long the latest polls have not listed a cluster. */
export interface Absence {
  lastSeenAt: EpochMs;
  /** The first complete poll without it; `null` if only partial polls left it out, which proves nothing. */
  since: EpochMs | null;
  completePolls: number;
}

export function countAbsence(absence: Absence | null, previousAt: EpochMs, at: EpochMs, isComplete: boolean): Absence {
  const known = absence ?? { lastSeenAt: previousAt, since: null, completePolls: 0 };
  return isComplete ? { ...known, since: known.since ?? at, completePolls: known.completePolls + 1 } : known;
}

export function isGone({ completePolls }: Absence): boolean {
  return completePolls >= POLLS_UNTIL_GONE;
}
