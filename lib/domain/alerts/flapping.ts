import { type EpochMs, MINUTE_MS } from "../time/epoch";

const FLAPPING_FROM = 4;
const WITHIN_MS = 20 * MINUTE_MS;
const STABLE_AFTER_MS = 2 * WITHIN_MS;

/** A stretch in which a rule's alert for one subject kept beginning and ending. */
export interface Flapping {
  since: EpochMs;
  /** When it is over, unless there is another change before. */
  until: EpochMs;
  changes: number;
}

/** The stretches of flapping in a list of changes, oldest first. */
export function findFlapping(changes: readonly EpochMs[]): Flapping[] {
  const stretches: Flapping[] = [];
  for (const [index, at] of changes.entries()) {
    const latest = stretches.at(-1);
    if (latest !== undefined && at < latest.until) {
      latest.until = at + STABLE_AFTER_MS;
      latest.changes += 1;
      continue;
    }
    const first = changes[index - FLAPPING_FROM + 1];
    if (first !== undefined && first >= (latest?.until ?? Number.NEGATIVE_INFINITY) && at - first <= WITHIN_MS)
      stretches.push({ since: at, until: at + STABLE_AFTER_MS, changes: FLAPPING_FROM });
  }
  return stretches;
}

/** For how long changes must be known to find out whether there is flapping now. */
export const FLAPPING_MEMORY_MS = WITHIN_MS + STABLE_AFTER_MS;
