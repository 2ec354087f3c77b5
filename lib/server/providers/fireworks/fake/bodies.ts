import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

export type WireObject = Record<string, unknown>;

export const ACCOUNT_ID = "clusterdeck-demo";
export const ACCOUNT = `accounts/${ACCOUNT_ID}`;
const AWS_ACCOUNT = "004815162342";
const ROLE = `arn:aws:iam::${AWS_ACCOUNT}:role/CANARY`;

interface ClusterStory {
  id: string;
  displayName: string;
  region: string;
  state: "CREATING" | "READY";
  message?: string;
  createdAt: EpochMs;
  /** Left out if nothing has changed since it was created. */
  updatedAt?: EpochMs;
}

/** As proto3 JSON writes it: a status of OK without a message is an empty object. */
export function clusterBody(story: ClusterStory): WireObject {
  return {
    name: `${ACCOUNT}/clusters/${story.id}`,
    displayName: story.displayName,
    createTime: new Date(story.createdAt).toISOString(),
    eksCluster: {
      awsAccountId: AWS_ACCOUNT,
      fireworksManagerRole: `${ROLE}-manager`,
      region: story.region,
      clusterName: `fireworks-${story.id}`,
      storageBucketName: `fireworks-${story.id}-models`,
      metricWriterRole: story.state === "READY" ? `${ROLE}-metrics` : "",
      loadBalancerControllerRole: `${ROLE}-load-balancer`,
      workloadIdentityPoolProviderId: "CANARY-pool",
      inferenceRole: `${ROLE}-inference`,
    },
    state: story.state,
    status: story.message === undefined ? {} : { message: story.message },
    updateTime: new Date(story.updatedAt ?? story.createdAt).toISOString(),
  };
}

/** What Fireworks writes while AWS is slow: it quotes a role and an address. */
export const WAITING_FOR_ROLE = `Waiting for ${ROLE}-manager to be assumable from 10.20.30.40`;

export interface ReplicaStory {
  ready: number;
  waiting: number;
  starting: number;
}

interface DeploymentStory {
  id: string;
  /** `null` on Fireworks' own machines. */
  clusterId: string | null;
  displayName?: string;
  createdAt?: EpochMs;
  baseModel: string;
  acceleratorType: string;
  region: string;
  replicas: ReplicaStory;
}

export function deploymentBody(story: DeploymentStory): WireObject {
  const { id, clusterId, displayName, createdAt, baseModel, acceleratorType, region, replicas } = story;
  const desired = replicas.ready + replicas.waiting + replicas.starting;
  return {
    name: `${ACCOUNT}/deployments/${id}`,
    ...(displayName && { displayName }),
    ...(createdAt && { createTime: new Date(createdAt).toISOString(), updateTime: new Date(createdAt).toISOString() }),
    state: replicas.ready === desired ? "READY" : "UPDATING",
    status: {},
    annotations: { owner: "CANARY-annotation" },
    minReplicaCount: 1,
    maxReplicaCount: 8,
    precision: "FP8",
    maxContextLength: 131_072,
    ...withoutZeros({ desiredReplicaCount: desired, replicaCount: replicas.ready }),
    baseModel: `accounts/fireworks/models/${baseModel}`,
    acceleratorCount: 8,
    acceleratorType,
    region,
    ...(clusterId !== null && { cluster: `${ACCOUNT}/clusters/${clusterId}` }),
    directRouteApiKeys: ["CANARY-direct-route-key"],
    directRouteHandle: "CANARY.direct.fireworks.ai",
    hotLoadBucketUrl: "s3://CANARY-hot-load/weights",
    replicaStats: replicaStats(replicas),
  };
}

export function shardBody(deploymentId: string, replicas: ReplicaStory): WireObject {
  const name = `${ACCOUNT}/deployments/${deploymentId}/shards/${deploymentId}-0`;
  return { name, state: "READY", status: {}, replicaStats: replicaStats(replicas) };
}

function replicaStats({ ready, waiting, starting }: ReplicaStory): WireObject {
  return withoutZeros({
    pendingSchedulingReplicaCount: waiting,
    downloadingModelReplicaCount: starting,
    readyReplicaCount: ready,
  });
}

/** With the owner's e-mail address in it. An account that is not suspended comes without a word on that. */
export function accountBody(suspendState: string | null): WireObject {
  return {
    name: ACCOUNT,
    displayName: "CANARY Labs",
    accountType: "ENTERPRISE",
    email: "CANARY-billing@example.com",
    state: "READY",
    status: {},
    ...(suspendState !== null && { suspendState }),
    notificationSettings: { monthlySpendThresholds: [{ currencyCode: "USD", units: "500" }] },
  };
}

/** int64 is text in proto3 JSON; what is not used comes without `usage`. */
export function quotaBody(id: string, allowed: number, used: number): WireObject {
  return {
    name: `${ACCOUNT}/quotas/${id}`,
    value: String(allowed),
    maxValue: String(allowed * 2),
    ...(used > 0 && { usage: used }),
  };
}

/** proto3 JSON leaves zeros out. */
function withoutZeros(counts: Record<string, number>): WireObject {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
