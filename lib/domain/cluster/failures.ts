import type { ClusterStatus, Health } from "./cluster";
import { isTroubled } from "./mark";

/** How far back failures are counted. */
export const FAILURE_HOURS = 24;
/** A single failure has a reason of its own; several make a cluster that comes and goes. */
const FLAPPING_FROM = 2;

interface State {
  status: ClusterStatus;
  health: Health;
}

/**
 * How often a cluster failed: each change into a degraded, failed or unhealthy state is one failure, and getting worse is none.
 * Where the status, or only the health, could not be read, nothing is known to have changed: to be as before again is no failure.
 */
export function countFailures(states: readonly State[]): number {
  let count = 0;
  let before: State | null = null;
  for (const state of states) {
    const isUnread = state.status === "unknown" || (state.health === "unknown" && state.status === before?.status);
    if (isUnread) continue;
    if (before !== null && !isTroubled(before) && isTroubled(state)) count += 1;
    before = state;
  }
  return count;
}

/** "3 failures in 24 h" for a cluster that keeps failing; `null` for any other. */
export function flappingWords(failures: { count: number; hours: number } | undefined): string | null {
  if (failures === undefined || failures.count < FLAPPING_FROM) return null;
  return `${failures.count} failures in ${failures.hours} h`;
}
