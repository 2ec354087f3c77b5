import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { launchSchema, listLength, variableNames } from "./launch-wire";

/** A list; `null` is how the provider's Go server may write an empty one. */
const list = z
  .array(z.unknown())
  .nullable()
  .transform((items) => items ?? []);

export const clusterListSchema = z.object({ clusters: list });
export const instanceListSchema = z.object({ instances: list });
export const instanceTypeListSchema = z.object({ instance_types: list });

const id = providerId;
const word = providerWord.nullish();
const sentence = providerSentence.nullish();
const timestamp = z.string().nullish();
const size = z.number().nonnegative().nullish();

/** US cents per hour. A price that cannot be read (or exceeds a million dollars) is unknown; it does not hide a machine. */
const cents = z.int().nonnegative().max(100_000_000).nullish().catch(null);

/** Two shapes of keys are in use: the cloud's own mappings, and docker's. */
const portMappingSchema = z.object({
  internal_port: z.number().nullish(),
  external_port: z.number().nullish(),
  container_port: z.number().nullish(),
  host_port: z.number().nullish(),
});
export type WirePortMapping = z.infer<typeof portMappingSchema>;

const configurationSchema = z
  .object({
    num_gpus: z.int().nonnegative().max(100_000).nullish(),
    gpu_type: word,
    interconnect: word,
    nvlink: z.boolean().nullish(),
    vram_per_gpu_in_gb: size,
    vcpus: size,
    memory_in_gb: size,
    storage_in_gb: size,
    os: word,
  })
  .nullish();
export type WireConfiguration = z.infer<typeof configurationSchema>;

const bootTimeSchema = z.object({ min_boot_in_sec: size, max_boot_in_sec: size }).nullish();

/** When something happens by itself: at a moment, and once so many dollars are spent. */
const thresholdsSchema = z
  .object({
    date_threshold: timestamp,
    spend_threshold: z.union([z.string(), z.number()]).nullish(),
  })
  .nullish()
  .catch(null);
export type WireThresholds = z.infer<typeof thresholdsSchema>;

const info = { auto_delete: thresholdsSchema, alert: thresholdsSchema, envs: variableNames, volume_ids: listLength };

/** What of an instance only `GET /instances/{id}/info` is documented to say. */
export const instanceInfoSchema = z.object(info);
export type WireInstanceInfo = z.infer<typeof instanceInfoSchema>;

/** The specification calls most of these required; before boot, and `ssh_port` even after it, they are null. */
export const instanceSchema = z.object({
  id,
  name: word,
  cloud: word,
  region: word,
  shade_instance_type: word,
  shade_cloud: z.boolean().nullish(),
  configuration: configurationSchema,
  ip: word,
  ssh_user: word,
  ssh_port: z.number().nullish(),
  port_mappings: z.array(portMappingSchema).nullish(),
  status: word,
  status_details: sentence,
  hourly_price: cents,
  /** Dollars accrued so far, despite its name. */
  cost_estimate: word,
  tags: z.array(word).nullish(),
  boot_time: bootTimeSchema,
  created_at: timestamp,
  active_at: timestamp,
  deleted_at: timestamp,
  launch_configuration: launchSchema,
  ...info,
});
export type WireInstance = z.infer<typeof instanceSchema>;

/** A machine that can be rented, with the places where it is. */
export const instanceTypeSchema = z.object({
  cloud: word,
  shade_instance_type: word,
  configuration: configurationSchema,
  hourly_price: cents,
  /** "vm", "container", "baremetal". */
  deployment_type: word,
  availability: z.array(z.object({ region: word, display_name: word, available: z.boolean().nullish() })).nullish(),
  boot_time: bootTimeSchema,
});
export type WireInstanceType = z.infer<typeof instanceTypeSchema>;

export const clusterSchema = z.object({
  id,
  name: word,
  cloud: word,
  region_info: z.object({ region: word, display_name: word }).nullish(),
  status: word,
  status_details: sentence,
  hourly_price: cents,
  /** Dollars accrued so far, despite its name. */
  cost_estimate: word,
  created_at: timestamp,
  active_at: timestamp,
  /** Read one by one, so that a bad instance costs only its own node. */
  instances: z.array(z.unknown()).nullish(),
});
export type WireCluster = z.infer<typeof clusterSchema>;
