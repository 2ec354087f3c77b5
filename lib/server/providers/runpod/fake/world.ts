import "server-only";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { clusterBody, podBody, type WireObject } from "./bodies";

/** What an account holds: both lists as the API answers them. Members of clusters stand among the pods. */
export interface RunPodWorld {
  clusters: WireObject[];
  pods: WireObject[];
}

const H100_X8 = { id: "NVIDIA H100 80GB HBM3", count: 8 };
const H100_X8_USD = 23.92;
const RTX_4090 = { id: "NVIDIA GeForce RTX 4090", count: 1 };
const DATA_CENTER = "US-KS-2";
const UTILIZATION_STEP_MS = 5 * MINUTE_MS;

/** The demo's fleet: a cluster of four pods that trains, and a pod on its own. Both just run. */
export function demoWorld(now: EpochMs, startedAt: EpochMs): RunPodWorld {
  const cluster = trainingCluster({ key: 1, name: "pretrain-mamba", pods: 4, createdAt: startedAt - 6 * DAY_MS }, now);
  const pod = podBody(
    {
      ...{ id: "7h9k2m4n6p", name: "sdxl-lora", status: "RUNNING", gpu: RTX_4090, cost: 0.69, dataCenterId: "EU-RO-1" },
      ...{ host: "198.18.90.7", sshPort: 34_446, ports: ["8888/http", "22/tcp"], volumeGb: 200 },
      ...{ createdAt: startedAt - 2 * DAY_MS, startedAt: startedAt - 2 * DAY_MS + 2 * MINUTE_MS },
      utilization: utilizationAt(now, 61),
    },
    now,
  );
  return { clusters: [cluster.cluster], pods: [...cluster.pods, pod] };
}

/** Many running clusters for measurements, made once. */
export function uniformWorld(size: { clusters: number; nodesPerCluster: number }, startedAt: EpochMs): RunPodWorld {
  const all = Array.from({ length: size.clusters }, (_, index) => {
    const name = `cluster-${String(index + 1).padStart(4, "0")}`;
    return trainingCluster({ key: index + 1, name, pods: size.nodesPerCluster, createdAt: startedAt }, startedAt);
  });
  return { clusters: all.map(({ cluster }) => cluster), pods: all.flatMap(({ pods }) => pods) };
}

interface TrainingStory {
  /** Distinguishes the clusters of a world: part of their ids and addresses. */
  key: number;
  name: string;
  pods: number;
  createdAt: EpochMs;
}

function trainingCluster({ key, name, pods: count, createdAt }: TrainingStory, now: EpochMs) {
  const id = `cluster_${fakeId(key, 0)}`;
  const pods = Array.from({ length: count }, (_, rank) =>
    podBody(
      {
        ...{ id: fakeId(key, rank + 1), name: `${name}-${rank}`, status: "RUNNING", gpu: H100_X8, cost: H100_X8_USD },
        ...{ dataCenterId: DATA_CENTER, host: `198.18.${80 + (key % 10)}.${(rank % 250) + 1}`, sshPort: 22_001 + rank },
        ...{ createdAt, startedAt: createdAt + 4 * MINUTE_MS, cluster: { id, rank, ip: `10.65.0.${rank + 2}` } },
        utilization: utilizationAt(now, 88),
      },
      now,
    ),
  );
  const story = { id, name, type: "TRAINING", gpu: H100_X8, dataCenterId: DATA_CENTER, createdAt };
  return { cluster: clusterBody(story, pods), pods };
}

/** As RunPod writes ids: letters and digits. */
function fakeId(cluster: number, pod: number): string {
  return `${cluster.toString(36).padStart(4, "k")}${pod.toString(36).padStart(6, "m")}`;
}

/** Changes now and then, so that a page has something to draw and something to hold still for. */
function utilizationAt(now: EpochMs, percent: number): number {
  return percent + (Math.floor(now / UTILIZATION_STEP_MS) % 8);
}
