import "server-only";
import type { ClusterStatus, Deployment } from "@/lib/domain/cluster/cluster";
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
  if (failedPart(source)) {
    const failure = failureOf(source);
    return `Deployment ${name} failed${failure ? `: ${failure}` : ""}`;
  }
  const replicas = countReplicas(source);
  return missingOf(replicas) > 0 ? `Deployment ${name}: ${replicasInWords(replicas)}` : null;
}

export function toDeployment(source: DeploymentWithShards): Deployment {
  const { deployment } = source;
  const replicas = countReplicas(source);
  const status = statusOf(source, replicas);
  return {
    id: idOf(deployment.name),
    name: nameOf(deployment),
    status,
    providerStatus: deployment.state ?? null,
    replicas: { ready: replicas.ready, desired: replicas.desired },
    detail: status === "error" ? failureOf(source) : waitingInWords(replicas),
    baseModel: deployment.baseModel ? idOf(deployment.baseModel) || null : null,
    gpuModel: gpuModelOf(deployment),
    gpusPerReplica: deployment.acceleratorCount || null,
    region: regionOf(deployment),
  };
}

/** What Fireworks says of it, except that one that is up and lacks a machine is degraded, and one without replicas is at rest. */
function statusOf(source: DeploymentWithShards, replicas: Replicas): ClusterStatus {
  if (failedPart(source)) return "error";
  switch (source.deployment.state) {
    case "CREATING":
      return "provisioning";
    case "READY":
    case "UPDATING":
      if (replicas.ready === 0 && replicas.desired === 0) return "stopped";
      if (missingOf(replicas) > 0) return "degraded";
      return replicas.ready > 0 ? "running" : "provisioning";
    case "DELETING":
      return "terminating";
    case "DELETED":
      return "terminated";
    default:
      return "unknown";
  }
}

/** Where it is, or is to be: "us-iowa-1", as Fireworks' quotas write a region. */
function regionOf({ region, placement }: WireDeployment): string | null {
  const known = [region, placement?.region, placement?.multiRegion].find((word) => word && !/UNSPECIFIED$/.test(word));
  return known?.toLowerCase().replaceAll("_", "-") ?? null;
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

function failedPart({ deployment, shards }: DeploymentWithShards): WireDeployment | WireShard | undefined {
  return [deployment, ...shards].find(({ state }) => state === "FAILED");
}

function failureOf(source: DeploymentWithShards): string | null {
  return failedPart(source)?.status?.message ?? null;
}

/** Replicas that are wanted and not even on a machine. */
function missingOf({ ready, desired, starting }: Replicas): number {
  return desired - ready - starting;
}

function replicasInWords(replicas: Replicas): string {
  return [`${replicas.ready} of ${replicas.desired} replicas ready`, waitingInWords(replicas)]
    .filter(Boolean)
    .join(", ");
}

function waitingInWords({ ready, desired, waiting, starting }: Replicas): string | null {
  if (desired === 0 && ready === 0) return "scaled to zero";
  const parts: string[] = [];
  if (waiting > 0) parts.push(`${waiting} waiting for machines`);
  if (starting > 0) parts.push(`${starting} starting`);
  return parts.join(", ") || null;
}

function nameOf({ name, displayName }: WireDeployment): string {
  return displayName ?? idOf(name);
}
