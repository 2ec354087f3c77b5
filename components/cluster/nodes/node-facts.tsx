import { Time } from "@/components/ui/time";
import type { Node } from "@/lib/contract/cluster";
import { NodeDetail } from "./node-detail";

/** What the provider says of one node apart from its state, as rows of a list. */
export function NodeFacts({ node: { facts, createdAt } }: { node: Node }) {
  return (
    <>
      {facts.map(({ label, value }) => (
        <NodeDetail key={label} label={label}>
          {value}
        </NodeDetail>
      ))}
      {createdAt !== null && (
        <NodeDetail label="Created">
          <Time at={Date.parse(createdAt)} />
        </NodeDetail>
      )}
    </>
  );
}
