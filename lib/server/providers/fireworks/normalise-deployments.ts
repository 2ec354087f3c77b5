import "server-only";
import type { Fact } from "@/lib/domain/cluster";
import { idOf, type WireDeployment, type WireReplicaStats, type WireShard } from "./wire";

/** A deployment with what its shards say; `shards` is empty where they were not read. */
export interface DeploymentWithShards {
  deployment: WireDeployment;
  shards: readonly WireShard[];
}

interface Replicas {
  ready: number;
  desired: number;
  /** Waiting for a machine. */
  waiting: number;
  /** On a machine, loading. */
  starting: number;
}

/** What is wrong with a deployment, or `null`. Replicas that are loading are on their way; those without a machine are not. */
export function deploymentProblem(source: DeploymentWithShards): string | null {
  const name = nameOf(source.deployment);
  const failed = [source.deployment, ...source.shards].find(({ state }) => state === "FAILED");
  if (failed) return `Deployment ${name} failed${failed.status?.message ? `: ${failed.status.message}` : ""}`;
  const replicas = countReplicas(source);
  const missing = replicas.desired - replicas.ready - replicas.starting;
  return missing > 0 ? `Deployment ${name}: ${replicasInWords(replicas)}` : null;
}

/** One deployment as a line: "2 of 4 replicas ready, 8 × H100 80GB each". */
export function deploymentFact(source: DeploymentWithShards): Fact {
  const { acceleratorCount } = source.deployment;
  const model = gpuModelOf(source.deployment);
  const size = acceleratorCount && model ? `, ${acceleratorCount} × ${model} each` : "";
  return { label: `Deployment ${nameOf(source.deployment)}`, value: replicasInWords(countReplicas(source)) + size };
}

/** The GPUs that deployments hold now: model and number, each `null` where it is not known. */
export function gpusOf(deployments: readonly WireDeployment[]): { gpuModel: string | null; gpuCount: number | null } {
  if (deployments.length === 0) return { gpuModel: null, gpuCount: null };
  const models = new Set(deployments.map(gpuModelOf).filter((model) => model !== null));
  const counts = deployments.map(gpuCountOf);
  return {
    gpuModel: [...models].sort().join(" + ") || null,
    gpuCount: counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
  };
}

/** proto3 leaves a zero out: without `replicaCount` there is no replica, whatever the size of one. */
function gpuCountOf({ replicaCount, acceleratorCount }: WireDeployment): number | null {
  if (!replicaCount) return 0;
  return acceleratorCount ? replicaCount * acceleratorCount : null;
}

/** `NVIDIA_H100_80GB` is "H100 80GB". */
function gpuModelOf({ acceleratorType }: WireDeployment): string | null {
  if (!acceleratorType || acceleratorType === "ACCELERATOR_TYPE_UNSPECIFIED") return null;
  return acceleratorType.replace(/^(?:NVIDIA|AMD)_/, "").replaceAll("_", " ");
}

/** Shards know most, then the deployment's own counters; without either, every replica there is counts as ready. */
function countReplicas({ deployment, shards }: DeploymentWithShards): Replicas {
  const desired = deployment.desiredReplicaCount ?? deployment.replicaCount ?? 0;
  const ofShards = shards.map((shard) => shard.replicaStats).filter((stats) => stats !== null && stats !== undefined);
  const stats = ofShards.length > 0 ? ofShards : deployment.replicaStats ? [deployment.replicaStats] : null;
  if (stats === null) return { ready: deployment.replicaCount ?? 0, desired, waiting: 0, starting: 0 };
  const total = (key: keyof WireReplicaStats) => stats.reduce((sum, each) => sum + (each[key] ?? 0), 0);
  return {
    ready: total("readyReplicaCount"),
    desired,
    waiting: total("pendingSchedulingReplicaCount"),
    starting: total("downloadingModelReplicaCount") + total("initializingReplicaCount"),
  };
}

function replicasInWords({ ready, desired, waiting, starting }: Replicas): string {
  if (desired === 0 && ready === 0) return "scaled to zero";
  const parts = [`${ready} of ${desired} replicas ready`];
  if (waiting > 0) parts.push(`${waiting} waiting for machines`);
  if (starting > 0) parts.push(`${starting} starting`);
  return parts.join(", ");
}

function nameOf({ name, displayName }: WireDeployment): string {
  return displayName ?? idOf(name);
}
