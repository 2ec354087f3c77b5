"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { usePageTop } from "@/components/ui/use-page-top";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { MarkedNode } from "./node-order";
import { NodeRow } from "./node-row";

const TYPICAL_ROW_HEIGHT_PX = 37;
const ROWS_BEYOND_VIEW = 20;

interface VirtualNodeRowsProps {
  nodes: readonly MarkedNode[];
  freshness: Freshness;
  hasRole: boolean;
}

/** The rows in view, between two spacer rows as tall as all the others. Loaded when first needed. */
export function VirtualNodeRows({ nodes, ...rowProps }: VirtualNodeRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const topPx = usePageTop(body);
  const virtualizer = useWindowVirtualizer({
    count: nodes.length,
    estimateSize: () => TYPICAL_ROW_HEIGHT_PX,
    getItemKey: (index) => nodes[index]?.node.id ?? index,
    overscan: ROWS_BEYOND_VIEW,
    scrollMargin: topPx,
  });
  const rows = virtualizer.getVirtualItems();
  const startPx = Math.max(0, (rows[0]?.start ?? topPx) - topPx);
  const endPx = Math.max(0, (rows.at(-1)?.end ?? topPx) - topPx);
  return (
    <tbody ref={body}>
      <Gap heightPx={startPx} />
      {rows.map(({ index, key }) => {
        const marked = nodes[index];
        return (
          marked && (
            <NodeRow
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-rowindex={index + 2}
              node={marked.node}
              mark={marked.mark}
              {...rowProps}
            />
          )
        );
      })}
      <Gap heightPx={virtualizer.getTotalSize() - endPx} />
    </tbody>
  );
}

function Gap({ heightPx }: { heightPx: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height: heightPx, padding: 0 }} />
    </tr>
  );
}
