import "server-only";
import { z } from "zod";
import { providerId, providerWord } from "@/lib/server/providers/provider-text";
import {
  wireCount,
  wireFlag,
  wireNumber,
  wireSize,
  wireTime,
  wireUsdPerHour,
} from "@/lib/server/providers/wire-values";

/** Neither `env`, which holds passwords, nor `args`, nor `registry` is read anywhere. */
const word = providerWord.nullish();
const size = wireSize.nullish();
const timestamp = wireTime.nullish();
const count = wireCount(100_000).nullish();
const port = wireNumber.nullish();

const list = z
  .array(z.unknown())
  .nullable()
  .transform((items) => items ?? []);

export const clusterListSchema = z.object({ clusters: list });
export const podListSchema = z.object({ pods: list });

const endpointSchema = z.object({ host: word, port, username: word }).nullish();
export type WireEndpoint = z.infer<typeof endpointSchema>;

const utilizationSchema = z.object({ util: wireNumber.nullish() }).nullish();

/** `null` while a pod does not run. */
const runtimeSchema = z
  .object({
    gpus: z.array(z.object({ util: wireNumber.nullish(), memoryUtil: wireNumber.nullish() })).nullish(),
    cpu: utilizationSchema,
    memory: utilizationSchema,
    ports: z.array(z.object({ private: port, public: port, type: word, ip: word })).nullish(),
  })
  .nullish();

/** Of a network volume neither its id nor its path is read, only that there is one. */
const mountsSchema = z
  .object({ persistent: z.object({ size }).nullish(), network: z.array(z.object({})).nullish() })
  .nullish();

export const podSchema = z.object({
  id: providerId,
  name: word,
  status: word,
  image: word,
  /** GB, wiped on restart. */
  disk: size,
  /** "8888/http" */
  ports: z.array(word).nullish(),
  mounts: mountsSchema,
  gpu: z.object({ id: word, count }).nullish(),
  cpu: z.object({ id: word, vcpuCount: count, memory: size }).nullish(),
  cloud: word,
  dataCenterId: word,
  cudaVersion: word,
  ssh: z.object({ proxy: endpointSchema, direct: endpointSchema }).nullish(),
  /** Left out of a pod that stands alone. */
  cluster: z.object({ id: providerId, rank: count, role: word, ip: word }).nullish(),
  /** Dollars per hour now; 0 also where it is not known. */
  cost: wireUsdPerHour.nullish(),
  locked: wireFlag.nullish(),
  globalNetworking: z.object({ enabled: wireFlag.nullish(), internalDns: word }).nullish(),
  runtime: runtimeSchema,
  createdAt: timestamp,
  startedAt: timestamp,
});
export type WirePod = z.infer<typeof podSchema>;

export const clusterSchema = z.object({
  id: providerId,
  name: word,
  /** APPLICATION, TRAINING, SLURM, RAY. */
  type: word,
  compute: z.object({ gpuTypeId: word, gpuCountPerPod: count, podCount: count }).nullish(),
  dataCenterId: word,
  pods: z.object({ total: count, byStatus: z.record(z.string(), wireCount(100_000)).nullish() }).nullish(),
  network: z.object({ cidr: word }).nullish(),
  primary: z.object({ podId: word }).nullish(),
  createdAt: timestamp,
});
export type WireCluster = z.infer<typeof clusterSchema>;
