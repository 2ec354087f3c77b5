import type { Deployment } from "@/lib/contract/cluster";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import type { Marked } from "@/lib/domain/cluster/mark";
import { formatCount, formatCounted } from "@/lib/domain/text/format";

/** A deployment in the terms that marks are decided by: healthy when it runs, and billed through its machines. */
export function markedDeployment({ status }: Deployment, freshness: Freshness): Marked {
  return { status, health: status === "running" ? "healthy" : "unknown", billing: "none", freshness };
}

/** "2 of 4 ready" */
export function replicaWords({ replicas: { ready, desired } }: Deployment): string {
  return `${formatCount(ready)} of ${formatCount(desired)} ready`;
}

/** "8 × H100 80GB each"; `null` where neither is known. */
export function replicaGpuWords({ gpuModel, gpusPerReplica }: Deployment): string | null {
  if (gpuModel === null) return gpusPerReplica === null ? null : `${formatCounted(gpusPerReplica, "GPU")} each`;
  return gpusPerReplica === null ? gpuModel : `${formatCount(gpusPerReplica)} × ${gpuModel} each`;
}
