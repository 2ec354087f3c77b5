import "server-only";
import { z } from "zod";
import { providerId, providerWord } from "@/lib/server/providers/provider-text";
import { wireCount, wireSize, wireTime } from "@/lib/server/providers/wire-values";

const word = providerWord.nullish();
const time = wireTime.nullish();
/** 0 is how a server leaves out a size that it does not know. */
const size = wireSize.transform((number) => number || null).nullish();

/** Full credentials of the cluster, in every answer. */
const CREDENTIALS = /kube[_-]?config/i;

/** Items without their credentials, which are dropped before anything else looks at them. */
const items = z
  .array(z.unknown().transform(withoutCredentials))
  .nullable()
  .transform((list) => list ?? []);

function withoutCredentials(item: unknown): unknown {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => !CREDENTIALS.test(name)));
}

export const clusterListSchema = z.object({ clusters: items });

const node = {
  node_id: providerId,
  node_name: word,
  /** Free text: no document lists its words. */
  status: word,
  host_name: word,
  num_cpu_cores: size,
  memory_gib: size,
};

export const controlNodeSchema = z.object({ ...node, network: word });

export const workerNodeSchema = z.object({
  ...node,
  num_gpus: wireCount(100_000).nullish(),
  networks: z.array(word).nullish(),
  instance_id: word,
});
export type WireNode = z.infer<typeof workerNodeSchema>;

const volumeSchema = z.object({ volume_name: word, size_tib: size, status: word });
export type WireVolume = z.infer<typeof volumeSchema>;

export const clusterSchema = z.object({
  cluster_id: providerId,
  cluster_name: word,
  /** "KUBERNETES", "SLURM" */
  cluster_type: word,
  region: word,
  gpu_type: word,
  num_gpus: wireCount(1_000_000).nullish(),
  status: word,
  /** Read one by one, so that a bad node costs only itself. */
  control_plane_nodes: z.array(z.unknown()).nullish(),
  gpu_worker_nodes: z.array(z.unknown()).nullish(),
  volumes: z.array(volumeSchema).nullish(),
  created_at: time,
  reservation_start_time: time,
  reservation_end_time: time,
  duration_hours: size,
  cuda_version: word,
  nvidia_driver_version: word,
  /** What both were until 2026: "CUDA_12_6_560". */
  driver_version: word,
  billing_type: word,
  /** As some documents spell it. */
  billint_type: word,
  slurm_shm_size_gib: size,
  capacity_pool_id: word,
});
export type WireCluster = z.infer<typeof clusterSchema>;
