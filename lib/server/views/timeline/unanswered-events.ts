import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import type { ClusterEvent } from "@/lib/domain/cluster/cluster-event";
import { listNames } from "@/lib/domain/text/list-names";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";

/** Nodes are tried one after another, so those that stop answering together are found to have done so over this long. */
const TOGETHER_MS = 2 * MINUTE_MS;

interface Unanswered {
  name: string;
  since: EpochMs;
  hadAnswered: boolean;
}

/**
 * Nodes that do not answer now, which no provider reports: "worker-2 stopped answering; the cluster is degraded", one
 * sentence for those that stopped together.
 */
export function unansweredEvents(reading: ClusterReading | null): ClusterEvent[] {
  const nodes = reading?.nodes ?? [];
  const found = nodes.flatMap(unansweredNode).toSorted((one, other) => one.since - other.since);
  const groups: Unanswered[][] = [];
  for (const node of found) {
    const group = groups.at(-1);
    const isTogether =
      group?.[0] !== undefined &&
      node.since - group[0].since < TOGETHER_MS &&
      node.hadAnswered === group[0].hadAnswered;
    if (isTogether) group.push(node);
    else groups.push([node]);
  }
  return groups.flatMap((group, index) => {
    const at = group[0]?.since;
    if (at === undefined) return [];
    const effect = index === 0 ? `; the cluster is ${group.length === nodes.length ? "unhealthy" : "degraded"}` : "";
    return [{ at, text: `${unansweredWords(group)}${effect}` }];
  });
}

function unansweredNode({ name, unanswered }: NodeReading): Unanswered[] {
  return unanswered === undefined ? [] : [{ name, ...unanswered }];
}

function unansweredWords(group: readonly Unanswered[]): string {
  const names = listNames(group.map(({ name }) => name));
  if (group[0]?.hadAnswered) return `${names} stopped answering`;
  return `${names} ${group.length === 1 ? "has" : "have"} not answered since first tried`;
}
