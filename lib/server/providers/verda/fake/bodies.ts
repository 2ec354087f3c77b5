import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";

export type WireObject = Record<string, unknown>;

/** Whatever must never leave the server, each value marked so that a test can look for it. */
const PRIVATE_FIELDS = {
  ssh_key_ids: ["CANARY-ssh-key-id"],
  startup_script_id: "CANARY-startup-script-id",
};

export interface ClusterStory {
  /** Distinguishes clusters: part of ids and addresses. */
  key: number;
  hostname: string;
  workers: number;
  createdAt: EpochMs;
}

const GPUS_PER_WORKER = 8;

/** As `GET /clusters` writes it: a cluster's price is for all of it, here as text. */
export function clusterBody({ key, hostname, workers, createdAt }: ClusterStory): WireObject {
  const gpus = workers * GPUS_PER_WORKER;
  return {
    id: fakeUuid(key, 0),
    ip: `198.18.90.${key % 250}`,
    status: "running",
    created_at: new Date(createdAt).toISOString(),
    cpu: { description: "176 CPU", number_of_cores: 176 },
    gpu: { description: `${gpus}x H200 SXM5 141GB`, number_of_gpus: gpus },
    gpu_memory: { description: `${gpus * 141}GB GPU RAM`, size_in_gigabytes: gpus * 141 },
    memory: { description: "1450GB RAM", size_in_gigabytes: 1_450 },
    hostname,
    description: `Training, ${workers} workers`,
    location: "FIN-03",
    price_per_hour: (gpus * 3.19).toFixed(2),
    cluster_type: `${gpus}H200.176V`,
    image: "ubuntu-24.04-cuda-12.8-open-cluster",
    os_name: "Ubuntu 24.04 + CUDA 12.8",
    contract: "PAY_AS_YOU_GO",
    auto_rent_extension: null,
    long_term_period: null,
    worker_nodes: Array.from({ length: workers }, (_, index) => ({
      id: fakeUuid(key, index + 1),
      hostname: `${hostname}-${index + 1}`,
      public_ip: index === 0 ? `198.18.91.${key % 250}` : "",
      private_ip: `10.0.${key % 250}.${index + 2}`,
      status: "running",
    })),
    shared_volumes: [{ id: "CANARY-volume-id", name: "CANARY-volume", mount_point: "/data", size_in_gigabytes: 2_000 }],
    tags: [{ id: "CANARY-tag-id", key: "team", value: "speech" }],
    ...PRIVATE_FIELDS,
  };
}

/** As `GET /instances` writes it: the price as a number. */
export function spotBody(createdAt: EpochMs): WireObject {
  return {
    id: fakeUuid(900, 0),
    ip: "198.18.92.7",
    status: "running",
    created_at: new Date(createdAt).toISOString(),
    cpu: { description: "22 CPU", number_of_cores: 22 },
    gpu: { description: "1x A100 SXM4 80GB", number_of_gpus: 1 },
    gpu_memory: { description: "80GB GPU RAM", size_in_gigabytes: 80 },
    memory: { description: "120GB RAM", size_in_gigabytes: 120 },
    storage: { description: "dynamic" },
    hostname: "eval-spot",
    description: "nightly evaluation",
    location: "FIN-01",
    price_per_hour: 0.745,
    is_spot: true,
    instance_type: "1A100.22V",
    image: "ubuntu-24.04-cuda-12.8-open-docker",
    os_name: "Ubuntu 24.04 + CUDA 12.8",
    os_volume_id: "CANARY-os-volume-id",
    volume_ids: ["CANARY-os-volume-id"],
    jupyter_token: "CANARY-jupyter-token",
    contract: "SPOT",
    pricing: "FIXED_PRICE",
    tags: [],
    ...PRIVATE_FIELDS,
  };
}

function fakeUuid(cluster: number, worker: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  return `${hex(cluster, 8)}-7a41-4c0e-9d52-${hex(worker, 12)}`;
}
