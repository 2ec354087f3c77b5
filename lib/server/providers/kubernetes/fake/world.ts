import "server-only";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { type NodeStory, nodeBody, type WireObject } from "./nodes";

/** What the cluster holds now. Tests replace it to tell a story of their own. */
export interface KubernetesWorld {
  nodes: WireObject[];
  /** Of the namespace kube-system, as old as the cluster. */
  createdAt: EpochMs;
}

const H100 = { "nvidia.com/gpu": "8", "rdma/ib": "8" };
const H100_LABELS = {
  "node.kubernetes.io/instance-type": "gd-8xh100ib-i128",
  "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3",
  "nvidia.com/gpu.count": "8",
  "nvidia.com/gpu.replicas": "1",
  "gpu.nvidia.com/class": "H100",
  "node.coreweave.cloud/state": "production",
};
const A100_LABELS = {
  "node.kubernetes.io/instance-type": "gd-8xa100-i64",
  "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB",
  "nvidia.com/gpu.count": "8",
  "nvidia.com/mig.strategy": "mixed",
};
const CPU_LABELS = {
  "node.kubernetes.io/instance-type": "cd-gp-i64-erapids",
  "node-role.kubernetes.io/control-plane": "",
};

/** The demo's cluster, in which all is well: one node is split among notebooks, and one is being emptied. */
export function demoWorld(startedAt: EpochMs): KubernetesWorld {
  const createdAt = startedAt - 40 * DAY_MS;
  const node = (story: Pick<NodeStory, "name" | "resources" | "labels"> & Partial<NodeStory>) =>
    nodeBody({ createdAt, readyAt: createdAt + 4 * MINUTE_MS, ...story });
  return {
    createdAt,
    nodes: [
      node({ name: "cp-1", resources: {}, labels: CPU_LABELS }),
      ...Array.from({ length: 4 }, (_, index) =>
        node({
          name: `h100-${index + 1}`,
          resources: H100,
          labels: H100_LABELS,
          providerId: `coreweave://US-EAST-04/g${index + 1}a2b3c`,
          isCordoned: index === 3,
        }),
      ),
      node({
        name: "notebooks-1",
        resources: { "nvidia.com/gpu": "4", "nvidia.com/mig-1g.10gb": "28" },
        labels: A100_LABELS,
        providerId: "coreweave://US-EAST-04/gn1d2e3",
      }),
    ],
  };
}

/** A cluster for measurements, with as many nodes as asked for. */
export function uniformWorld(nodes: number, startedAt: EpochMs): KubernetesWorld {
  const story = { createdAt: startedAt, readyAt: startedAt, resources: H100, labels: H100_LABELS, isBare: true };
  return {
    createdAt: startedAt,
    nodes: Array.from({ length: nodes }, (_, index) =>
      nodeBody({ ...story, name: `node-${String(index + 1).padStart(4, "0")}` }),
    ),
  };
}
