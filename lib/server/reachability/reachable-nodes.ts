import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { endpointKey, runningSsh } from "./known-endpoints";
import { isForgotten, isUnanswered, type Tries } from "./tries";

interface Known {
  triesOf: (key: string) => Tries | undefined;
  now: EpochMs;
}

/** Whether the nodes of a cluster answer, by their ids. A node with several endpoints answers if one of them does. */
export function reachableNodes(
  accountId: string,
  reading: ClusterReading,
  { triesOf, now }: Known,
): ReadonlyMap<string, boolean> {
  const reachable = new Map<string, boolean>();
  for (const endpoint of runningSsh(reading)) {
    const tries = triesOf(endpointKey(accountId, reading.providerClusterId, endpoint));
    const answers = tries === undefined || isForgotten(tries, now) ? null : answersBy(tries);
    if (answers !== null) reachable.set(endpoint.nodeId, answers || reachable.get(endpoint.nodeId) === true);
  }
  return reachable;
}

/** One failure in a row or two say nothing: see `isUnanswered`. */
function answersBy(tries: Tries): boolean | null {
  if (isUnanswered(tries)) return false;
  return tries.hadAnswered && tries.since === null ? true : null;
}
