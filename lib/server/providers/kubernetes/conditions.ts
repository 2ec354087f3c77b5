import "server-only";
import type { ClusterStatus, Health } from "@/lib/domain/cluster/cluster";
import { worstHealth } from "@/lib/domain/cluster/health";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import type { NodeGpus } from "./gpus";
import { labelOf } from "./labels";
import type { WireCondition, WireNode } from "./wire";

export interface NodeState {
  status: ClusterStatus;
  /** The words of `kubectl get nodes`: "Ready", "NotReady, cordoned". */
  word: string | null;
  health: Health;
  reasons: string[];
  /** Since when it is ready, or not. */
  since: EpochMs | null;
}

/** A node that has just come is not ready for a while: its network and its driver are still being installed. */
const JOINING_MS = 10 * MINUTE_MS;

/** Conditions that are good when true, unlike all others: an agent's "KernelReady", a server's "EtcdIsVoter". */
const GOOD_WHEN_TRUE = /(?:Ready|Healthy|Available|IsVoter)$/;

/** The usual ones in words. */
const PRESSURES: ReadonlyMap<string, string> = new Map([
  ["DiskPressure", "runs out of disk space"],
  ["MemoryPressure", "runs out of memory"],
  ["PIDPressure", "runs out of process ids"],
  ["NetworkUnavailable", "has no working network"],
]);

export function stateOfNode(node: WireNode, { takenOut }: Pick<NodeGpus, "takenOut">, now: EpochMs): NodeState {
  const { name } = node.metadata;
  const conditions = node.status?.conditions ?? [];
  const ready = conditions.find(({ type }) => type === "Ready") ?? null;
  const readiness = readinessOf(node, ready, now);
  const isGoing = Boolean(node.metadata.deletionTimestamp);
  // What a node lacks while it joins is no fault yet.
  const flaws =
    readiness.status === "provisioning"
      ? []
      : [
          ...conditions.flatMap((condition) => flawOf(name, condition)),
          ...coreweaveFlaw(node),
          ...takenOut.map((words) => `${name}: ${words}`),
        ];
  return {
    status: isGoing ? "terminating" : readiness.status,
    word:
      [readiness.word, ...(isGoing ? ["being deleted"] : []), ...(node.spec?.unschedulable ? ["cordoned"] : [])]
        .filter((part) => part !== null)
        .join(", ") || null,
    health: worstHealth([readiness.health, ...(flaws.length > 0 ? ["degraded" as const] : [])]),
    reasons: [...readiness.reasons, ...flaws],
    since: parseTimestamp(ready?.lastTransitionTime),
  };
}

function readinessOf(
  { metadata: { name, creationTimestamp } }: WireNode,
  ready: WireCondition | null,
  now: EpochMs,
): Pick<NodeState, "status" | "word" | "health" | "reasons"> {
  const createdAt = parseTimestamp(creationTimestamp);
  const isJoining = createdAt !== null && now - createdAt < JOINING_MS;
  if (ready?.status === "True") return { status: "running", word: "Ready", health: "healthy", reasons: [] };
  if (isJoining && (ready === null || ready.status === "False"))
    return { status: "provisioning", word: "NotReady", health: "unknown", reasons: [] };
  if (ready === null || ready.status === null || ready.status === undefined)
    return { status: "unknown", word: null, health: "unknown", reasons: [`${name} does not say whether it is ready`] };
  if (ready.status === "False")
    return { status: "error", word: "NotReady", health: "unhealthy", reasons: [`${name} is not ready${why(ready)}`] };
  if (ready.status === "Unknown") {
    const reasons = [`${name} is silent: Kubernetes hears nothing from its kubelet${why(ready)}`];
    return { status: "error", word: "NotReady", health: "unhealthy", reasons };
  }
  const reasons = [`${name} reports "${ready.status}" as to whether it is ready, which Clusterdeck does not know`];
  return { status: "unknown", word: null, health: "unknown", reasons };
}

/** What a condition says that is not as it should be. That it is not known is said by the node's being silent. */
function flawOf(name: string, condition: WireCondition): string[] {
  const { type, status } = condition;
  if (!type || type === "Ready") return [];
  const bad = GOOD_WHEN_TRUE.test(type) ? "False" : "True";
  if (status !== bad) return [];
  const words = PRESSURES.get(type);
  return [
    words === undefined ? `${name} has the problem ${type}${why(condition)}` : `${name} ${words}${why(condition)}`,
  ];
}

/** ": KubeletNotReady, container runtime is down" */
function why({ reason, message }: WireCondition): string {
  const parts = [reason, message].filter((part) => part);
  return parts.length === 0 ? "" : `: ${parts.join(", ")}`;
}

function coreweaveFlaw(node: WireNode): string[] {
  const state = labelOf(node, "coreweaveState");
  return state === null || state === "production" ? [] : [`${node.metadata.name} is in CoreWeave's state "${state}"`];
}
