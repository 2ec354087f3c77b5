"use client";

import { clsx } from "clsx";
import { lazy, Suspense } from "react";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { patiently } from "@/components/ui/patiently";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import { NodeColumnHeader } from "./node-column-header";
import { NODE_COLUMNS } from "./node-columns";
import { type MarkedNode, type NodeSort, sortNodes } from "./node-order";
import { NodeRow } from "./node-row";

const VirtualNodeRows = lazy(() =>
  patiently(async () => ({ default: (await import("./virtual-node-rows")).VirtualNodeRows })),
);

/** Above this many rows, only those in view are in the DOM. */
const VIRTUAL_ABOVE_ROWS = 200;

interface NodeTableProps {
  nodes: readonly MarkedNode[];
  freshness: Freshness;
  sort: NodeSort;
  onSort: (sort: NodeSort) => void;
}

export function NodeTable({ nodes, freshness, sort, onSort }: NodeTableProps) {
  const sorted = sortNodes(nodes, sort);
  const isPast = isOld(freshness);
  const { showsCosts } = useFleetSource();
  // Most providers give no roles; an empty column is left out.
  const hasRole = nodes.some(({ node }) => node.role !== null);
  const columns = NODE_COLUMNS.filter(({ key }) => (key !== "role" || hasRole) && (key !== "rate" || showsCosts));
  return (
    <div className={clsx("rounded-lg border border-line bg-panel", isPast && "hatched text-muted")}>
      <table className="w-full table-fixed text-sm" aria-labelledby="nodes" aria-rowcount={nodes.length + 1}>
        <thead>
          <tr aria-rowindex={1} className="text-left text-xs text-muted">
            {columns.map((column) => (
              <NodeColumnHeader key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {sorted.length > VIRTUAL_ABOVE_ROWS ? (
          <Suspense>
            <VirtualNodeRows nodes={sorted} freshness={freshness} hasRole={hasRole} />
          </Suspense>
        ) : (
          <tbody>
            {sorted.map(({ node, mark }, index) => (
              <NodeRow
                key={node.id}
                aria-rowindex={index + 2}
                node={node}
                mark={mark}
                freshness={freshness}
                hasRole={hasRole}
              />
            ))}
          </tbody>
        )}
      </table>
    </div>
  );
}
