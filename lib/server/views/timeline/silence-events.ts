import "server-only";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import type { ClusterEvent } from "@/lib/domain/cluster/cluster-event";
import { listNames } from "@/lib/domain/text/list-names";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";

/** Nodes are tried one after another, so those that fall silent together are found to be silent over this long. */
const TOGETHER_MS = 2 * MINUTE_MS;

interface Silent {
  name: string;
  since: EpochMs;
  hadAnswered: boolean;
}

/**
 * Nodes that do not answer now, which no provider reports: "worker-2 stopped answering; the cluster is degraded", one
 * sentence for those that fell silent together.
 */
export function silenceEvents(reading: ClusterReading | null): ClusterEvent[] {
  const nodes = reading?.nodes ?? [];
  const silent = nodes.flatMap(silentNode).toSorted((one, other) => one.since - other.since);
  const groups: Silent[][] = [];
  for (const node of silent) {
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
    return [{ at, text: `${silenceWords(group)}${effect}` }];
  });
}

function silentNode({ name, silence }: NodeReading): Silent[] {
  return silence === undefined ? [] : [{ name, ...silence }];
}

function silenceWords(group: readonly Silent[]): string {
  const names = listNames(group.map(({ name }) => name));
  if (group[0]?.hadAnswered) return `${names} stopped answering`;
  return `${names} ${group.length === 1 ? "has" : "have"} not answered since first tried`;
}
