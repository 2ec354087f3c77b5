import "server-only";
import type { ClusterStatus, Deployment } from "@/lib/domain/cluster/cluster";
import { formatCounted } from "@/lib/domain/text/format";
import { enumOf, idOf, type WireDeployment, type WireReplicaStats, type WireShard } from "./wire";

const MAX_REGIONS = 5;

/** A deployment with what its shards say; `shards` is empty where they were not read. */
export interface DeploymentWithShards {
  deployment: WireDeployment;
  shards: readonly WireShard[];
}

interface Replicas {
  /** `false` where Fireworks does not say how many there are. */
  isKnown: boolean;
  ready: number;
  desired: number;
  /** Waiting for a machine. */
  waiting: number;
  /** On a machine, loading. */
  starting: number;
  /** Begun, and counted by Fireworks in fractions beside the others. */
  partial: number;
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
  switch (enumOf(source.deployment.state)) {
    case "CREATING":
      return "provisioning";
    case "READY":
    case "UPDATING":
      if (!replicas.isKnown) return "unknown";
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

/** Where it is, or is to be: "us-iowa-1", as Fireworks' quotas write a region, or one of several. */
function regionOf({ region, placement }: WireDeployment): string | null {
  const places = [[region], [placement?.region], placement?.regions ?? [], [placement?.multiRegion]].map(regionsIn);
  return places.find((regions) => regions.length > 0)?.join(" or ") ?? null;
}

function regionsIn(words: readonly (string | null | undefined)[]): string[] {
  const known = words.flatMap((word) => (word && !/UNSPECIFIED$/i.test(word) ? word : []));
  return [...new Set(known.map((word) => word.toLowerCase().replaceAll("_", "-")))].slice(0, MAX_REGIONS);
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

/** proto3 leaves a zero out: without `replicaCount` there is no replica, whatever the size of one. `null` could not be read. */
function gpuCountOf({ replicaCount, acceleratorCount }: WireDeployment): number | null {
  if (replicaCount === null) return null;
  if (!replicaCount) return 0;
  return acceleratorCount ? replicaCount * acceleratorCount : null;
}

/** `NVIDIA_H100_80GB` is "H100 80GB". */
function gpuModelOf({ acceleratorType }: WireDeployment): string | null {
  if (!acceleratorType || enumOf(acceleratorType) === "ACCELERATOR_TYPE_UNSPECIFIED") return null;
  return acceleratorType.replace(/^(?:NVIDIA|AMD)_/i, "").replaceAll("_", " ");
}

/** Shards know most, then the deployment's own counters; without either, every replica there is counts as ready. */
function countReplicas({ deployment, shards }: DeploymentWithShards): Replicas {
  const desired = deployment.desiredReplicaCount ?? deployment.replicaCount ?? 0;
  const ofShards = shards.map((shard) => shard.replicaStats).filter((stats) => stats !== null && stats !== undefined);
  const stats = ofShards.length > 0 ? ofShards : deployment.replicaStats ? [deployment.replicaStats] : null;
  const isKnown = deployment.desiredReplicaCount !== null && (stats !== null || deployment.replicaCount !== null);
  if (stats === null)
    return { isKnown, ready: deployment.replicaCount ?? 0, desired, waiting: 0, starting: 0, partial: 0 };
  const total = (key: keyof WireReplicaStats) => stats.reduce((sum, each) => sum + (each[key] ?? 0), 0);
  return {
    isKnown,
    ready: total("readyReplicaCount"),
    desired,
    waiting: total("pendingSchedulingReplicaCount"),
    starting: total("downloadingModelReplicaCount") + total("initializingReplicaCount"),
    partial: Math.ceil(total("partialReplicaCount")),
  };
}

function failedPart({ deployment, shards }: DeploymentWithShards): WireDeployment | WireShard | undefined {
  return [deployment, ...shards].find(({ state }) => enumOf(state) === "FAILED");
}

function failureOf(source: DeploymentWithShards): string | null {
  return failedPart(source)?.status?.message ?? null;
}

/** Replicas that are wanted and not even on a machine. */
function missingOf({ isKnown, ready, desired, starting, partial }: Replicas): number {
  if (!isKnown) return 0;
  return desired - ready - starting - partial;
}

function replicasInWords(replicas: Replicas): string {
  return [`${replicas.ready} of ${formatCounted(replicas.desired, "replica")} ready`, waitingInWords(replicas)]
    .filter(Boolean)
    .join(", ");
}

function waitingInWords({ isKnown, ready, desired, waiting, starting }: Replicas): string | null {
  if (!isKnown) return "Fireworks does not say how many replicas there are";
  if (desired === 0 && ready === 0) return "scaled to zero";
  const parts: string[] = [];
  if (waiting > 0) parts.push(`${waiting} waiting for machines`);
  if (starting > 0) parts.push(`${starting} starting`);
  return parts.join(", ") || null;
}

function nameOf({ name, displayName }: WireDeployment): string {
  return displayName ?? idOf(name);
}
