"use client";

import { useOperatorTools } from "@/components/status/source/operator-tools";
import { Section } from "@/components/ui/section";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { NoNodes } from "./no-nodes";
import { NodeMap } from "./node-map";
import { markNodes } from "./node-order";
import { ConnectableContext } from "./node-ssh";
import { NodeTable } from "./node-table";
import { NodeTally } from "./node-tally";
import { MAP_FROM_NODES, useNodeView } from "./node-view";
import { NodeViewControls } from "./node-view-controls";
import { findNodes } from "./node-words";

interface NodesSectionProps {
  cluster: ClusterDetail;
  freshness: Freshness;
}

export function NodesSection({ cluster, freshness }: NodesSectionProps) {
  const [view, setView] = useNodeView();
  const isOperator = useOperatorTools() !== null;
  const connectable = isOperator && cluster.capabilities.connection ? cluster.id : null;
  const nodes = markNodes(cluster.nodes, freshness);
  const hasMap = nodes.length >= MAP_FROM_NODES;
  const found = hasMap ? findNodes(nodes, view.q, freshness) : nodes;
  return (
    <Section
      id="nodes"
      title="Nodes"
      beside={
        <>
          <NodeTally nodes={nodes} />
          {hasMap && <NodeViewControls view={view} onChange={setView} />}
        </>
      }
    >
      {nodes.length === 0 ? (
        <NoNodes cluster={cluster} />
      ) : found.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-4 py-6 text-center text-muted">
          No node’s name or status contains “{view.q}”.
        </p>
      ) : hasMap && view.nodes === "map" ? (
        <ConnectableContext value={connectable}>
          <NodeMap nodes={found} freshness={freshness} sort={view.sort} />
        </ConnectableContext>
      ) : (
        <ConnectableContext value={connectable}>
          <NodeTable nodes={found} freshness={freshness} sort={view.sort} onSort={(sort) => setView({ sort })} />
        </ConnectableContext>
      )}
    </Section>
  );
}
