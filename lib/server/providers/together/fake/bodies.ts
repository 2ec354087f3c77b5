import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

export type WireObject = Record<string, unknown>;

interface ClusterStory {
  /** Distinguishes the clusters of a world. */
  key: number;
  name: string;
  type: string;
  gpuType: string;
  workers: number;
  status: string;
  createdAt: EpochMs;
  reservedUntil: EpochMs | null;
}

const GPUS_PER_NODE = 8;

/** As `GET /compute/clusters` writes it, full credentials included. */
export function clusterBody(story: ClusterStory): WireObject {
  const isPaused = story.status.endsWith("Paused");
  return {
    cluster_id: fakeUuid(story.key, 0),
    cluster_name: story.name,
    cluster_type: story.type,
    region: "us-central-8",
    gpu_type: story.gpuType,
    num_gpus: story.workers * GPUS_PER_NODE,
    status: story.status,
    control_plane_nodes: [
      {
        node_id: fakeUuid(story.key, 900),
        node_name: `${story.name}-cp-0`,
        status: "Ready",
        host_name: `cp-0.${story.name}.example`,
        num_cpu_cores: 16,
        memory_gib: 64,
        network: "10.21.0.10",
      },
    ],
    gpu_worker_nodes: Array.from({ length: story.workers }, (_, index) => ({
      node_id: fakeUuid(story.key, index + 1),
      node_name: `${story.name}-gpu-${index}`,
      status: isPaused ? "Paused" : "Ready",
      host_name: `gpu-${index}.${story.name}.example`,
      num_cpu_cores: 192,
      num_gpus: GPUS_PER_NODE,
      memory_gib: 1_843.2,
      networks: ["10.21.4.7", "10.22.4.7"],
      instance_id: `inst-${story.key}-${index}`,
    })),
    volumes: [{ volume_id: "CANARY-volume-id", volume_name: `${story.name}-data`, size_tib: 20, status: "bound" }],
    kube_config: "apiVersion: v1\nkind: Config\nusers:\n- user:\n    client-key-data: CANARY-kube-config\n",
    created_at: new Date(story.createdAt).toISOString(),
    ...(story.reservedUntil !== null && {
      reservation_start_time: new Date(story.createdAt).toISOString(),
      reservation_end_time: new Date(story.reservedUntil).toISOString(),
    }),
    billing_type: story.reservedUntil === null ? "ON_DEMAND" : "RESERVED",
    cuda_version: "12.8",
    nvidia_driver_version: "570",
    install_traefik: false,
    project_id: "CANARY-project",
  };
}

function fakeUuid(cluster: number, node: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  return `${hex(cluster, 8)}-3f7a-4e19-8c55-${hex(node, 12)}`;
}
