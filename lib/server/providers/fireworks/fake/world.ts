import "server-only";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import {
  clusterBody,
  deploymentBody,
  quotaBody,
  type ReplicaStory,
  shardBody,
  WAITING_FOR_ROLE,
  type WireObject,
} from "./bodies";

/** What an account holds, as the API answers it. */
export interface FireworksWorld {
  clusters: WireObject[];
  deployments: WireObject[];
  /** By the deployment's id. */
  shards: Record<string, WireObject[]>;
  quotas: WireObject[];
}

const SCALING_PERIOD_MS = 10 * MINUTE_MS;
const CREATION_PERIOD_MS = 12 * MINUTE_MS;
const CREATED_AFTER_MS = 4 * MINUTE_MS;
const PAYMENT_PERIOD_MS = 40 * MINUTE_MS;
const PAYMENT_FAILS_AFTER_MS = 7 * MINUTE_MS;
/** As long as an account's state is taken for granted, so that nobody misses it. */
const PAYMENT_FAILS_FOR_MS = 5 * MINUTE_MS;

/**
 * The demo's account: one cluster whose deployments scale, one that is created again every 12 minutes, and a deployment
 * on Fireworks' own machines, which is what most accounts have.
 */
export function demoWorld(now: EpochMs, startedAt: EpochMs): FireworksWorld {
  const sinceCreation = (now - startedAt) % CREATION_PERIOD_MS;
  const isCreating = sinceCreation < CREATED_AFTER_MS;
  return toWorld(
    [
      clusterBody({
        id: "prod-us-east",
        displayName: "Production US East",
        region: "us-east-1",
        state: "READY",
        createdAt: startedAt - 40 * DAY_MS,
        updatedAt: startedAt - 39 * DAY_MS,
      }),
      clusterBody({
        id: "staging-eu",
        displayName: "Staging EU",
        region: "eu-central-1",
        state: isCreating ? "CREATING" : "READY",
        ...(isCreating && { message: WAITING_FOR_ROLE }),
        createdAt: now - sinceCreation,
        ...(!isCreating && { updatedAt: now - sinceCreation + CREATED_AFTER_MS }),
      }),
    ],
    [
      {
        id: "llama-70b",
        clusterId: "prod-us-east",
        baseModel: "llama-v3p3-70b-instruct",
        acceleratorType: "NVIDIA_H100_80GB",
        region: "US_VIRGINIA_1",
        replicas: scaling((now - startedAt) % SCALING_PERIOD_MS),
      },
      {
        id: "qwen3-235b",
        clusterId: "prod-us-east",
        baseModel: "qwen3-235b-a22b",
        acceleratorType: "NVIDIA_H200_141GB",
        region: "US_VIRGINIA_1",
        replicas: { ready: 1, waiting: 0, starting: 0 },
      },
      {
        id: "chat-on-demand",
        displayName: "Chat on demand",
        clusterId: null,
        createdAt: startedAt - 5 * DAY_MS,
        baseModel: "gpt-oss-120b",
        acceleratorType: "NVIDIA_B200_180GB",
        region: "US_OHIO_1",
        replicas: { ready: 1, waiting: 0, starting: 0 },
      },
    ],
    [
      quotaBody("h100-us-virginia-1", 40, 8 * scaling((now - startedAt) % SCALING_PERIOD_MS).ready),
      quotaBody("h200-us-virginia-1", 16, 8),
      quotaBody("h100-eu-frankfurt-1", 16, 0),
      quotaBody("b200-us-ohio-1", 16, 8),
      quotaBody("monthly-spend-usd", 50_000, 31_480),
    ],
  );
}

/** A payment fails now and then, and is made good. */
export function demoSuspension(now: EpochMs, startedAt: EpochMs): string | null {
  const elapsedMs = (now - startedAt) % PAYMENT_PERIOD_MS;
  const isFailing = elapsedMs >= PAYMENT_FAILS_AFTER_MS && elapsedMs < PAYMENT_FAILS_AFTER_MS + PAYMENT_FAILS_FOR_MS;
  return isFailing ? "FAILED_PAYMENTS" : null;
}

/** Two replicas, then two more: they wait for machines, load the model, serve, and go again. */
function scaling(elapsedMs: number): ReplicaStory {
  if (elapsedMs < 3 * MINUTE_MS) return { ready: 2, waiting: 0, starting: 0 };
  if (elapsedMs < 5 * MINUTE_MS) return { ready: 2, waiting: 2, starting: 0 };
  if (elapsedMs < 6 * MINUTE_MS) return { ready: 2, waiting: 0, starting: 2 };
  return { ready: 4, waiting: 0, starting: 0 };
}

/** Many clusters for measurements, each with one deployment of as many replicas as it would have nodes. */
export function uniformWorld(size: { clusters: number; nodesPerCluster: number }, startedAt: EpochMs): FireworksWorld {
  const ids = Array.from({ length: size.clusters }, (_, index) => `cluster-${String(index + 1).padStart(4, "0")}`);
  const clusters = ids.map((id) =>
    clusterBody({ id, displayName: id, region: "us-west-2", state: "READY", createdAt: startedAt }),
  );
  const deployments = ids.map((id) => ({
    id: `${id}-serving`,
    clusterId: id,
    baseModel: "llama-v3p3-70b-instruct",
    acceleratorType: "NVIDIA_H100_80GB",
    region: "REGION_UNSPECIFIED",
    replicas: { ready: size.nodesPerCluster, waiting: 0, starting: 0 },
  }));
  return toWorld(clusters, deployments, []);
}

function toWorld(
  clusters: WireObject[],
  deployments: Parameters<typeof deploymentBody>[0][],
  quotas: WireObject[],
): FireworksWorld {
  return {
    clusters,
    quotas,
    deployments: deployments.map(deploymentBody),
    shards: Object.fromEntries(deployments.map(({ id, replicas }) => [id, [shardBody(id, replicas)]])),
  };
}
