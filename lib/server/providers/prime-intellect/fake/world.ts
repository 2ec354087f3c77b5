import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import { type ClusterBody, clusterBody, type Hardware, type WireObject } from "./bodies";
import { TEST_FAILURE } from "./private-fields";

/** How often one node of 32 fails its test, and from when to when. */
export interface FailureStory {
  periodMs: number;
  failsAfterMs: number;
  healsAfterMs: number;
}

/** In the third minute of nine; healed in the sixth. */
export const FAILS_OFTEN: FailureStory = {
  periodMs: 9 * MINUTE_MS,
  failsAfterMs: 2 * MINUTE_MS,
  healsAfterMs: 5 * MINUTE_MS,
};
/** Soon after the start and for long enough to be told of; and then not again and again. */
export const FAILS_ONCE_A_WEEK: FailureStory = {
  periodMs: 7 * DAY_MS,
  failsAfterMs: 2 * MINUTE_MS,
  healsAfterMs: 20 * MINUTE_MS,
};
const FAILING_CLUSTER = "cl_000001";
const FAILING_NODE = 11;
const MAX_CYCLES = 150;
const BUILD_PERIOD_MS = 14 * MINUTE_MS;
const BUILD_MS = 8 * MINUTE_MS;
const IMAGING_MS = 3 * MINUTE_MS;

const H100: Hardware = { gpuName: "H100_80GB", socket: "SXM5", nodePriceHr: 17.52 };
const H200: Hardware = { gpuName: "H200_141GB", socket: "SXM5", nodePriceHr: 24.8 };

/** The demo's account: 4 clusters with 64 nodes, wholly determined by the clock. */
export function demoWorld(now: EpochMs, startedAt: EpochMs, story = FAILS_OFTEN): ClusterBody[] {
  const elapsedMs = now - startedAt;
  return [
    failing(isFailedAt(elapsedMs, story), startedAt, now),
    clusterBody({
      key: 2,
      name: "rl-rollouts",
      status: "ACTIVE",
      hardware: H200,
      nodes: 24,
      createdAt: startedAt - 6 * DAY_MS,
      updatedAt: startedAt - 6 * DAY_MS + HOUR_MS,
      fields: { priceHr: null, orchestratorType: "KUBERNETES", orchestratorVersion: "1.31" },
      nodeFields: () => ({ stoppedPriceHr: 0.99 }),
    }),
    building(elapsedMs % BUILD_PERIOD_MS, now),
    clusterBody({
      key: 4,
      name: "ablation-spare",
      status: "STOPPED",
      hardware: H100,
      nodes: 2,
      createdAt: startedAt - 20 * DAY_MS,
      updatedAt: startedAt,
      fields: { stoppedPriceHr: 1.44 },
      nodeFields: () => ({ stoppedPriceHr: 0.72, connections: [] }),
    }),
  ];
}

function isFailedAt(elapsedMs: number, { periodMs, failsAfterMs, healsAfterMs }: FailureStory): boolean {
  const sinceCycleMs = elapsedMs % periodMs;
  return sinceCycleMs >= failsAfterMs && sinceCycleMs < healsAfterMs;
}

function failing(isFailed: boolean, startedAt: EpochMs, now: EpochMs): ClusterBody {
  const failure = { status: "ERROR", testStatus: "ERROR", installationFailure: TEST_FAILURE };
  return clusterBody({
    key: 1,
    name: "llama-pretrain-a",
    status: "ACTIVE",
    hardware: H100,
    nodes: 32,
    createdAt: startedAt - 12 * DAY_MS,
    updatedAt: now,
    nodeFields: (index) => (isFailed && index === FAILING_NODE ? failure : {}),
  });
}

/** How the node came and went that fails its test again and again, in the last hours. */
export function changesOf({ id, nodes }: ClusterBody, now: EpochMs, startedAt: EpochMs, story: FailureStory) {
  const { periodMs, failsAfterMs, healsAfterMs } = story;
  const node = nodes[FAILING_NODE];
  if (id !== FAILING_CLUSTER || node === undefined) return [];
  const cycles = Math.floor((now - startedAt) / periodMs);
  return Array.from({ length: Math.min(cycles + 1, MAX_CYCLES) }, (_, ago) => {
    const cycleAt = startedAt + (cycles - ago) * periodMs;
    return [
      { at: cycleAt + failsAfterMs, node, changeSummary: `status ACTIVE → ERROR, ${TEST_FAILURE}` },
      { at: cycleAt + healsAfterMs, node, changeSummary: "status ERROR → ACTIVE, test FINISHED" },
    ];
  }).flat();
}

/** Six nodes are imaged, then installed one faster than the other, then run, and all again. */
function building(sinceCycleMs: number, now: EpochMs): ClusterBody {
  const isBuilding = sinceCycleMs < BUILD_MS;
  const createdAt = now - sinceCycleMs;
  return clusterBody({
    key: 3,
    name: "eval-sweep",
    status: isBuilding ? "PROVISIONING" : "ACTIVE",
    hardware: H100,
    nodes: 6,
    createdAt,
    updatedAt: now,
    fields: { provisioningPriceHr: 0, orchestratorDeploymentStatus: isBuilding ? "PENDING" : "FINISHED" },
    nodeFields: (index) => ({ provisioningPriceHr: 0, ...installation(sinceCycleMs, index, createdAt) }),
  });
}

function installation(sinceCycleMs: number, index: number, createdAt: EpochMs): WireObject {
  const unready = { testStatus: null, connections: [], piReadyAt: null };
  if (sinceCycleMs < IMAGING_MS) {
    return {
      ...unready,
      status: "PROVISIONING",
      installationStatus: "PENDING",
      installationProgress: null,
      providerReadyAt: null,
    };
  }
  const durationMs = 2 * MINUTE_MS + index * 30_000;
  const progress = Math.floor((100 * (sinceCycleMs - IMAGING_MS)) / durationMs);
  const providerReadyAt = isoTime(createdAt + IMAGING_MS);
  if (progress >= 100)
    return { status: "ACTIVE", providerReadyAt, piReadyAt: isoTime(createdAt + IMAGING_MS + durationMs) };
  return {
    ...unready,
    status: "ACTIVE",
    installationStatus: "ACTIVE",
    installationProgress: progress,
    providerReadyAt,
  };
}

function isoTime(time: EpochMs): string {
  return new Date(time).toISOString();
}

/** What is left in the wallet: filled up once a day, and then enough for two or three days at the rate of this fleet. */
export function walletBalanceUsd(now: EpochMs, startedAt: EpochMs): number {
  return 80_000 - (1_262 * ((now - startedAt) % DAY_MS)) / HOUR_MS;
}

/** Many running clusters for measurements: made once. */
export function uniformWorld(size: { clusters: number; nodesPerCluster: number }, startedAt: EpochMs): ClusterBody[] {
  return Array.from({ length: size.clusters }, (_, index) =>
    clusterBody({
      key: index + 1,
      name: `cluster-${String(index + 1).padStart(4, "0")}`,
      status: "ACTIVE",
      hardware: H100,
      nodes: size.nodesPerCluster,
      createdAt: startedAt - DAY_MS,
      updatedAt: startedAt,
      isBare: true,
    }),
  );
}
