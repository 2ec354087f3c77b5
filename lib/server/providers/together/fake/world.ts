import "server-only";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import { clusterBody, type WireObject } from "./bodies";

/** What the project holds now. Tests replace it to tell a story of their own. */
export interface TogetherWorld {
  clusters: WireObject[];
}

/** Its owner puts the end off once a week, long before it comes. */
const PUT_OFF_EVERY_MS = 7 * DAY_MS;
const LIVES_ON_MS = 20 * DAY_MS;

/** The demo's project: one cluster works, one runs Slurm, and one is paused. */
export function demoWorld(now: EpochMs, startedAt: EpochMs): TogetherWorld {
  const putOffAt = startedAt + Math.floor((now - startedAt) / PUT_OFF_EVERY_MS) * PUT_OFF_EVERY_MS;
  return {
    clusters: [
      clusterBody({
        ...{ key: 1, name: "reasoner-rl", type: "KUBERNETES", gpuType: "H100_SXM", workers: 4, status: "Ready" },
        ...{ createdAt: startedAt - 16 * DAY_MS, reservedUntil: putOffAt + LIVES_ON_MS },
      }),
      clusterBody({
        ...{ key: 2, name: "vision-slurm", type: "SLURM", gpuType: "B200_SXM", workers: 2, status: "Ready" },
        ...{ createdAt: startedAt - 5 * DAY_MS, reservedUntil: null },
      }),
      clusterBody({
        ...{ key: 3, name: "weekend-sweeps", type: "KUBERNETES", gpuType: "H200_SXM", workers: 1 },
        ...{ status: "OnDemandComputePaused", createdAt: startedAt - 30 * DAY_MS, reservedUntil: null },
      }),
    ],
  };
}

/** Many clusters for measurements, all alike. */
export function uniformWorld(size: { clusters: number; nodesPerCluster: number }, startedAt: EpochMs): TogetherWorld {
  return {
    clusters: Array.from({ length: size.clusters }, (_, index) =>
      clusterBody({
        ...{ key: index + 1, name: `cluster-${String(index + 1).padStart(4, "0")}`, type: "KUBERNETES" },
        ...{ gpuType: "H100_SXM", workers: size.nodesPerCluster, status: "Ready", createdAt: startedAt },
        reservedUntil: null,
      }),
    ),
  };
}
