import "server-only";
import type { WireConnection } from "./wire";

/** A connection's role, unless it says no more than that its node is a control node or a worker. */
export function ownRole({ role, isControlNode }: Pick<WireConnection, "role" | "isControlNode">): string | null {
  return role && role.toLowerCase() !== (isControlNode ? "control" : "worker") ? role : null;
}
