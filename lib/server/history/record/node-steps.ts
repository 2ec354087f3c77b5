import "server-only";
import type { NodeReading } from "@/lib/domain/cluster/cluster";
import { observeNode } from "@/lib/domain/cluster/observation";
import { advanceLedger, type Gap, type LedgerRow, type LedgerStep } from "@/lib/domain/money/ledger";
import type { KnownCluster } from "./known-clusters";

export interface NodeStep extends LedgerStep {
  nodeId: string;
  name: string;
}

/** What a reading changes about a cluster's nodes. A node that is missing from a list of nodes has left the cluster. */
export function stepNodes(known: KnownCluster | null, nodes: readonly NodeReading[] | null, gap: Gap): NodeStep[] {
  if (nodes === null) return [];
  const listed = new Map(nodes.map((node) => [node.id, node]));
  const steps = [...listed.values()].map((node) => {
    const open = known?.openNodes.get(node.id)?.row ?? null;
    return { nodeId: node.id, name: node.name, ...advanceLedger(open, gap, observeNode(node, open)) };
  });
  const left = [...(known?.openNodes ?? [])].filter(([nodeId]) => !listed.has(nodeId));
  const ends = left.map(([nodeId, { name, row }]) => {
    return { nodeId, name, ...advanceLedger(row, gap, { state: null, changedAt: null }) };
  });
  return [...steps, ...ends].filter(({ closed, opened }) => closed !== null || opened !== null);
}

/** The nodes of a cluster that ended have ended with it. */
export function closeNodes(known: KnownCluster | null, cluster: LedgerRow | null): NodeStep[] {
  if (known === null || cluster === null) return [];
  const { endedAt, endErrorMs } = cluster;
  return [...known.openNodes].map(([nodeId, { name, row }]) => {
    return { nodeId, name, closed: { ...row, endedAt, endErrorMs }, opened: null };
  });
}
