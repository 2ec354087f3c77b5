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
 * A state that could not be read says nothing, so that coming back from it as before is no failure.
 */
export function countFailures(states: readonly State[]): number {
  const known = states.filter(({ status }) => status !== "unknown").map(isTroubled);
  return known.filter((isBad, index) => isBad && known[index - 1] === false).length;
}

/** "3 failures in 24 h" for a cluster that keeps failing; `null` for any other. */
export function flappingWords(failures: { count: number; hours: number } | undefined): string | null {
  if (failures === undefined || failures.count < FLAPPING_FROM) return null;
  return `${failures.count} failures in ${failures.hours} h`;
}
