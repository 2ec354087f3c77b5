import "server-only";
import type { NodeReading } from "@/lib/domain/cluster/cluster";
import { gpuCountOf, gpuModelOf } from "@/lib/domain/cluster/gpu-model";
import { parseTimestamp } from "@/lib/domain/time/timestamp";
import { machineIdsOf } from "@/lib/server/providers/machine-ids";
import { podFacts } from "./facts";
import { connectionOf, type PodConnection } from "./pod-connection";
import { podRate } from "./rate";
import { stateOf, stateReasons } from "./state";
import type { WirePod } from "./wire";

export interface PodReading {
  node: NodeReading;
  connection: PodConnection;
}

const CONTROL_ROLES = new Set(["SLURM_CONTROLLER", "RAY_HEAD"]);

export function toPodReading(pod: WirePod): PodReading {
  const name = nameOf(pod);
  const { status, health } = stateOf(pod.status);
  const connection = connectionOf(pod, name);
  return {
    node: {
      id: pod.id,
      name,
      role: roleOf(pod),
      status,
      providerStatus: pod.status ?? null,
      health,
      healthReasons: [...stateReasons(name, pod.status), ...connection.refusals],
      gpuModel: gpuModelOf(pod.gpu?.id),
      // A pod has GPUs, or is one of the CPU pods, which have none.
      gpuCount: pod.gpu ? gpuCountOf(pod.gpu.id, pod.gpu.count) : pod.cpu ? 0 : null,
      rate: podRate(pod),
      install: null,
      createdAt: parseTimestamp(pod.createdAt),
      readyAt: status === "running" ? parseTimestamp(pod.startedAt) : null,
      // Not the public address, which all pods on one of RunPod's machines share.
      ...machineIdsOf({ ids: [["runpod", pod.id]] }),
      facts: podFacts(pod),
    },
    connection,
  };
}

export function nameOf({ id, name }: Pick<WirePod, "id" | "name">): string {
  return name ?? id;
}

function roleOf({ cluster }: WirePod): NodeReading["role"] {
  if (!cluster?.role) return null;
  return CONTROL_ROLES.has(cluster.role.toUpperCase()) ? "control" : "worker";
}
