import { gpuWords } from "@/components/status/cluster-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import type { Node } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { NodeDetail } from "./node-detail";
import { NodeFacts } from "./node-facts";
import { NodeInstall } from "./node-install";
import { NodeRate } from "./node-rate";
import { NodeSsh } from "./node-ssh";
import { nodeStatusWords, nodeTroubles } from "./node-words";
import { ReadySince } from "./ready-since";

interface NodeMapDetailsProps {
  node: Node;
  mark: Mark;
  freshness: Freshness;
}

/** What the table's row would say about one node of the map. */
export function NodeMapDetails({ node, mark, freshness }: NodeMapDetailsProps) {
  const { showsCosts } = useFleetSource();
  return (
    <div className="border-line max-lg:border-t lg:border-l">
      <div className="sticky top-0 min-h-64 p-4 text-sm">
        <p className="flex items-center gap-2 text-base font-semibold break-words">
          <StatusMark mark={mark} size={16} />
          <bdi className="min-w-0">{node.name}</bdi>
          <span className="ml-auto">
            <NodeSsh node={node} />
          </span>
        </p>
        <ul className="mt-1 text-xs text-muted">
          {nodeTroubles(node).map((trouble) => (
            <li key={trouble} className="break-words">
              {trouble}
            </li>
          ))}
        </ul>
        <NodeInstall node={node} className="mt-2" />
        <dl className="mt-2 divide-y divide-line">
          <NodeDetail label="Status">{nodeStatusWords(node, freshness)}</NodeDetail>
          {node.providerStatus !== null && (
            <NodeDetail label="Provider says">
              <code className="font-mono text-xs">{node.providerStatus}</code>
            </NodeDetail>
          )}
          {node.role !== null && <NodeDetail label="Role">{node.role}</NodeDetail>}
          <NodeDetail label="GPU">{gpuWords(node) ?? "unknown"}</NodeDetail>
          {showsCosts && (
            <NodeDetail label="Rate">
              <NodeRate node={node} />
            </NodeDetail>
          )}
          <NodeDetail label="Ready since">
            <ReadySince node={node} />
          </NodeDetail>
          <NodeFacts node={node} />
        </dl>
      </div>
    </div>
  );
}
