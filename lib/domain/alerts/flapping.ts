import { type EpochMs, MINUTE_MS } from "../time/epoch";
import type { Alert } from "./alert";
import { alertKey } from "./rule";

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

/** The stretches of flapping of these alerts, by `alertKey`: each beginning and each end is a change. */
export function flappingOf(alerts: readonly Alert[]): ReadonlyMap<string, readonly Flapping[]> {
  const byKey = Map.groupBy(alerts, alertKey);
  return new Map(
    [...byKey].map(([key, ofKey]) => {
      const times = ofKey.flatMap(({ firingSince, resolvedAt }) => [firingSince ?? [], resolvedAt ?? []].flat());
      return [key, findFlapping(times.sort((one, other) => one - other))] as const;
    }),
  );
}
