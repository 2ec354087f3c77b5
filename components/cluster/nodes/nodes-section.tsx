"use client";

import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { NoNodes } from "./no-nodes";
import { NodeMap } from "./node-map";
import { markNodes } from "./node-order";
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
  const nodes = markNodes(cluster.nodes, freshness);
  const hasMap = nodes.length >= MAP_FROM_NODES;
  const found = hasMap ? findNodes(nodes, view.q, freshness) : nodes;
  return (
    <section aria-labelledby="nodes" className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id="nodes" className="text-sm font-semibold">
          Nodes
        </h2>
        <NodeTally nodes={nodes} />
        {hasMap && <NodeViewControls view={view} onChange={setView} />}
      </div>
      {nodes.length === 0 ? (
        <NoNodes cluster={cluster} />
      ) : found.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-4 py-6 text-center text-muted">
          No node’s name or status contains “{view.q}”.
        </p>
      ) : hasMap && view.nodes === "map" ? (
        <NodeMap nodes={found} freshness={freshness} sort={view.sort} />
      ) : (
        <NodeTable nodes={found} freshness={freshness} sort={view.sort} onSort={(sort) => setView({ sort })} />
      )}
    </section>
  );
}
