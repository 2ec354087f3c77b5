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
  "node.kubernetes.io/instance-type": "dgx-h100",
  "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3",
  "nvidia.com/gpu.count": "8",
  "nvidia.com/gpu.replicas": "1",
};
const RENTED_LABELS = { ...H100_LABELS, "node.kubernetes.io/instance-type": "gpu_8x_h100_sxm5" };
const A100_LABELS = {
  "node.kubernetes.io/instance-type": "dgx-a100",
  "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-80GB",
  "nvidia.com/gpu.count": "8",
  "nvidia.com/mig.strategy": "mixed",
};

/**
 * The demo's cluster, in which all is well: machines of its owner, one of them split among notebooks and one being emptied, and two that are
 * rented with another account of the demo, where they are known by the same ids and addresses.
 */
export function demoWorld(startedAt: EpochMs): KubernetesWorld {
  const createdAt = startedAt - 40 * DAY_MS;
  const node = (story: Pick<NodeStory, "name" | "resources" | "labels"> & Partial<NodeStory>) =>
    nodeBody({ createdAt, readyAt: createdAt + 4 * MINUTE_MS, ...story });
  return {
    createdAt,
    nodes: [
      node({ name: "cp-1", resources: {}, labels: { "node-role.kubernetes.io/control-plane": "" } }),
      ...[1, 2, 3].map((number) =>
        node({ name: `dgx-${number}`, resources: H100, labels: H100_LABELS, isCordoned: number === 3 }),
      ),
      node({
        name: "notebooks-1",
        resources: { "nvidia.com/gpu": "4", "nvidia.com/mig-1g.10gb": "28" },
        labels: A100_LABELS,
      }),
      ...[1, 2].map((number) =>
        node({
          ...{ name: `speech-eval-${number}`, resources: H100, labels: RENTED_LABELS },
          providerId: `lambda://us-south-2/0000000000000001fffffffffffffff${number}`,
          addresses: [
            { type: "InternalIP", address: `10.19.60.${number}` },
            { type: "ExternalIP", address: `198.18.101.${number}` },
          ],
        }),
      ),
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
