"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, type SyntheticEvent, useRef, useState } from "react";
import { MARK_WORDS } from "@/components/status/mark-words";
import { type Freshness, isOld } from "@/lib/domain/cluster/freshness";
import { isGridKey, nearestCell } from "./nearest-cell";
import { NodeMapCell } from "./node-map-cell";
import { NodeMapDetails } from "./node-map-details";
import { groupByMark, type MarkedNode, type NodeSort, sortNodes } from "./node-order";

const SMALL_ABOVE_NODES = 120;

interface NodeMapProps {
  nodes: readonly MarkedNode[];
  freshness: Freshness;
  /** Ordered by name, a single block of cells; otherwise a group for each mark, worst first. */
  sort: NodeSort;
}

/** A shape for every node. One cell is in the tab order and arrow keys move from there; details follow focus and pointer. */
export function NodeMap({ nodes, freshness, sort }: NodeMapProps) {
  const field = useRef<HTMLDivElement>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const groups =
    sort.key === "name"
      ? [{ title: `All ${nodes.length}, by name`, nodes: sortNodes(nodes, sort) }]
      : groupByMark(nodes).map(titled);
  const ordered = groups.flatMap((group) => group.nodes);
  const chosen = ordered.find(({ node }) => node.id === chosenId) ?? ordered[0];
  const isPast = isOld(freshness);

  function choose({ target }: SyntheticEvent) {
    const nodeId = target instanceof Element ? target.closest("[data-node-id]")?.getAttribute("data-node-id") : null;
    if (nodeId) setChosenId(nodeId);
  }

  function move(event: KeyboardEvent) {
    if (!field.current || !isGridKey(event.key)) return;
    event.preventDefault();
    const cells = [...field.current.querySelectorAll<HTMLElement>("[data-node-id]")];
    const current = cells.findIndex((cell) => cell.matches(":focus"));
    const positions = cells.map((cell) => cell.getBoundingClientRect());
    cells[nearestCell(positions, current, event.key)]?.focus();
  }

  return (
    <div
      className={clsx(
        "grid rounded-lg border border-line bg-panel lg:grid-cols-[minmax(0,1fr)_20rem]",
        isPast && "hatched",
      )}
    >
      <div
        ref={field}
        role="listbox"
        aria-labelledby="nodes"
        className="flex flex-wrap content-start gap-x-6 gap-y-4 p-4"
        onFocus={choose}
        onPointerOver={choose}
        onKeyDown={move}
      >
        {groups.map(({ title, nodes: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups, not fieldsets.
          <div key={title} role="group" aria-label={title}>
            <p aria-hidden className="mb-1.5 text-xs text-muted">
              {title}
            </p>
            <div className="flex flex-wrap gap-1">
              {members.map(({ node, mark }) => (
                <NodeMapCell
                  key={node.id}
                  node={node}
                  mark={mark}
                  freshness={freshness}
                  isChosen={node === chosen?.node}
                  isSmall={nodes.length > SMALL_ABOVE_NODES}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      {chosen && <NodeMapDetails node={chosen.node} mark={chosen.mark} freshness={freshness} />}
    </div>
  );
}

function titled({ mark, nodes }: ReturnType<typeof groupByMark>[number]) {
  return { title: `${nodes.length} ${MARK_WORDS[mark]}`, nodes };
}
