import { Time } from "@/components/ui/time";
import type { Node } from "@/lib/contract/cluster";

export function ReadySince({ node: { readyAt, status } }: { node: Node }) {
  if (readyAt !== null) return <Time at={Date.parse(readyAt)} />;
  return <span className="text-muted">{status === "provisioning" ? "not yet" : "unknown"}</span>;
}
