"use client";

import { type ComponentProps, memo } from "react";
import { gpuWords } from "@/components/status/cluster-words";
import { rateWords } from "@/components/status/rate-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { StatusMark } from "@/components/status/status-mark";
import type { Node } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { Mark } from "@/lib/domain/cluster/mark";
import { NodeInstall } from "./node-install";
import { NodeRate } from "./node-rate";
import { NodeSsh } from "./node-ssh";
import { nodeStatusWords, nodeTroubles } from "./node-words";
import { ReadySince } from "./ready-since";

interface NodeRowProps extends ComponentProps<"tr"> {
  node: Node;
  mark: Mark;
  freshness: Freshness;
  hasRole: boolean;
}

const CELL = "px-3 py-2 align-top";

/** One row of the table. It re-renders only when its node changes. */
export const NodeRow = memo(function NodeRow({ node, mark, freshness, hasRole, ...rowProps }: NodeRowProps) {
  const { showsCosts } = useFleetSource();
  const gpu = gpuWords(node);
  return (
    <tr
      {...rowProps}
      className="border-line border-b last:border-0 hover:*:bg-raised/60 last:*:first:rounded-bl-lg last:*:last:rounded-br-lg"
    >
      <th scope="row" className={`${CELL} pl-4 text-left font-normal`}>
        <span className="flex items-start justify-between gap-2">
          <bdi className="min-w-0 font-medium break-words">{node.name}</bdi>
          <NodeSsh node={node} />
        </span>
        {node.role === "control" && <span className="block text-xs text-muted lg:hidden">control node</span>}
        <span className="block text-xs text-muted sm:hidden">
          {[gpu, showsCosts && rateWords(node.rate)].filter(Boolean).join(" · ")}
        </span>
        {nodeTroubles(node).map((trouble) => (
          <span key={trouble} className="block text-xs break-words text-muted">
            {trouble}
          </span>
        ))}
        {node.facts.length > 0 && (
          <span className="block text-xs break-words text-muted">
            {node.facts.map(({ label, value }) => `${label}: ${value}`).join(" · ")}
          </span>
        )}
      </th>
      <td className={CELL}>
        <span className="flex items-start gap-2">
          <StatusMark mark={mark} size={14} className="mt-[3px]" />
          <span className="min-w-0 grow">
            <span className={mark === "healthy" ? "" : "font-medium"}>{nodeStatusWords(node, freshness)}</span>{" "}
            <code className="font-mono text-2xs break-words text-muted">{node.providerStatus}</code>
            <NodeInstall node={node} className="mt-0.5" />
          </span>
        </span>
      </td>
      {hasRole && <td className={`${CELL} hidden lg:table-cell`}>{node.role}</td>}
      <td className={`${CELL} hidden sm:table-cell`}>{gpu ?? <span className="text-muted">unknown</span>}</td>
      {showsCosts && (
        <td className={`${CELL} hidden text-right sm:table-cell`}>
          <NodeRate node={node} />
        </td>
      )}
      <td className={`${CELL} hidden pr-4 text-right whitespace-nowrap lg:table-cell`}>
        <ReadySince node={node} />
      </td>
    </tr>
  );
});
