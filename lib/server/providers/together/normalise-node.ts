import "server-only";
import type { NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { UNKNOWN_RATE } from "@/lib/domain/money/rate";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { operatorFacts, toFacts } from "@/lib/server/providers/to-facts";
import { nodeStateOf } from "./state";
import type { WireNode } from "./wire";

interface NodeContext {
  role: "control" | "worker";
  /** The cluster's GPUs; those that control it have none. */
  gpuType: string | null | undefined;
}

export function toNodeReading(node: WireNode, { role, gpuType }: NodeContext): NodeReading {
  const name = node.node_name ?? node.host_name ?? node.node_id;
  const { status, health } = nodeStateOf(node.status);
  return {
    id: node.node_id,
    name,
    role,
    status,
    providerStatus: node.status ?? null,
    health,
    healthReasons: reasonsOf(name, node.status, { status, health }),
    gpuModel: role === "control" ? null : gpuModelOf(gpuType),
    gpuCount: role === "control" ? 0 : (node.num_gpus ?? null),
    rate: UNKNOWN_RATE,
    install: status === "provisioning" ? { status: node.status ?? "", progressPercent: null, failure: null } : null,
    createdAt: null,
    readyAt: null,
    ...machineIdsOf({ ids: [["together", node.instance_id]] }),
    facts: [
      ...toFacts([
        ["vCPUs", node.num_cpu_cores],
        ["Memory (GiB)", node.memory_gib],
      ]),
      ...operatorFacts([
        ["Host name", node.host_name],
        ["Networks", node.networks?.filter(Boolean).join(", ")],
      ]),
    ],
  };
}

function reasonsOf(
  name: string,
  word: string | null | undefined,
  { status, health }: Pick<NodeReading, "status" | "health">,
): string[] {
  if (!word) return [`${name} reports no status`];
  if (status === "unknown") return [`${name} reports the status "${word}", which Clusterdeck does not know`];
  return health === "degraded" || health === "unhealthy" ? [`${name} is not in order: ${word}`] : [];
}
