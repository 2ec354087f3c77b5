import { clsx } from "clsx";
import { memo } from "react";
import { StatusMark } from "@/components/status/status-mark";
import type { Node } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { nodeStatusWords, nodeTroubles } from "./node-words";

interface NodeMapCellProps {
  /** For maps of hundreds of nodes. */
  isSmall: boolean;
  node: Node;
  mark: Mark;
  freshness: Freshness;
  /** Its details are shown, and it is in the tab order. */
  isChosen: boolean;
}

/** One node, drawn as the shape of its status. */
export const NodeMapCell = memo(function NodeMapCell({ node, mark, freshness, isChosen, isSmall }: NodeMapCellProps) {
  return (
    <div
      role="option"
      aria-selected={isChosen}
      aria-label={[node.name, nodeStatusWords(node, freshness), ...nodeTroubles(node)].join(", ")}
      tabIndex={isChosen ? 0 : -1}
      data-node-id={node.id}
      data-mark={mark}
      className={clsx(
        "grid place-items-center rounded-md border bg-ground",
        isSmall ? "size-6" : "size-8",
        isChosen ? "border-ink" : mark === "healthy" ? "border-line" : "border-mark/60",
      )}
    >
      <StatusMark mark={mark} size={mark === "healthy" ? 16 : 14} />
    </div>
  );
});
