import "server-only";
import { MAKE_ROLE } from "./cluster-role";

const LACKS_NODES = `Kubernetes does not allow this token to list nodes (403): it lacks the permission "nodes: list". ${MAKE_ROLE}`;
const EXPIRED =
  "Kubernetes no longer knows where its list of nodes was continued (410), although it was started again. It is asked again shortly.";

/** What a refusal to list nodes means, where it is one of Kubernetes' own: a gateway in between has other reasons. */
export function explainNodesRefusal(status: number, body: string): string | null {
  if (!/"kind"\s*:\s*"Status"/.test(body)) return null;
  if (status === 403) return LACKS_NODES;
  return status === 410 ? EXPIRED : null;
}
