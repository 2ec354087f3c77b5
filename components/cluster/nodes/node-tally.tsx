import { MARK_WORDS } from "@/components/status/mark-words";
import { StatusMark } from "@/components/status/status-mark";
import { formatCount } from "@/lib/domain/text/format";
import { groupByMark, type MarkedNode } from "./node-order";

/** How many nodes have each mark, worst first. */
export function NodeTally({ nodes }: { nodes: readonly MarkedNode[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 text-sm text-muted">
      {groupByMark(nodes).map(({ mark, nodes: members }) => (
        <li key={mark} className="inline-flex items-center gap-1.5">
          <StatusMark mark={mark} size={12} />
          {formatCount(members.length)} {MARK_WORDS[mark]}
        </li>
      ))}
    </ul>
  );
}
