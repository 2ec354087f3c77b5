import type { ReactNode } from "react";
import { gpuWords } from "@/components/status/cluster-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import type { Node } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { NodeInstall } from "./node-install";
import { NodeRate } from "./node-rate";
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
          <bdi>{node.name}</bdi>
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
          <Detail label="Status">{nodeStatusWords(node, freshness)}</Detail>
          {node.providerStatus !== null && (
            <Detail label="Provider says">
              <code className="font-mono text-xs">{node.providerStatus}</code>
            </Detail>
          )}
          {node.role !== null && <Detail label="Role">{node.role}</Detail>}
          <Detail label="GPU">{gpuWords(node) ?? "unknown"}</Detail>
          {showsCosts && (
            <Detail label="Rate">
              <NodeRate node={node} />
            </Detail>
          )}
          <Detail label="Ready since">
            <ReadySince node={node} />
          </Detail>
        </dl>
      </div>
    </div>
  );
}

function Detail({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 py-1.5">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}
