import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { wireCount, wireFlag, wireNumber, wireSize, wireTime } from "@/lib/server/providers/wire-values";
import { launchSchema, listLength, variableNames } from "./launch-wire";
import { placeSchema, rentalTermsSchema } from "./rental-wire";

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
const timestamp = wireTime.nullish();
/** 0 is how the provider's Go server writes a size that it does not know. */
const size = wireSize.transform((number) => number || null).nullish();

/** US cents per hour. Beyond a million dollars no price is meant. A text with a point would be dollars, as it is elsewhere. */
const cents = z
  .union([z.number(), z.string().regex(/^\s*-?\d*\s*$/)])
  .pipe(wireCount(100_000_000))
  .nullish();

/** 0 is how the provider's Go server writes a port that is not given yet. */
const port = wireNumber.transform((number) => number || null).nullish();

/** Two shapes of keys are in use: the cloud's own mappings, and docker's. */
const portMappingSchema = z.object({
  internal_port: port,
  external_port: port,
  container_port: port,
  host_port: port,
});
export type WirePortMapping = z.infer<typeof portMappingSchema>;

const configurationSchema = z
  .object({
    num_gpus: wireCount(100_000).nullish(),
    gpu_type: word,
    interconnect: word,
    nvlink: wireFlag.nullish(),
    vram_per_gpu_in_gb: size,
    vcpus: size,
    memory_in_gb: size,
    storage_in_gb: size,
    gpu_manufacturer: word,
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
  .nullish();
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
  cloud_instance_type: word,
  /** The cloud's own id of the machine. */
  cloud_assigned_id: word,
  shade_cloud: wireFlag.nullish(),
  configuration: configurationSchema,
  ip: word,
  ssh_user: word,
  ssh_port: port,
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
  rental_terms: rentalTermsSchema,
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
  availability: z.array(placeSchema).nullish(),
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
  updated_at: timestamp,
  active_at: timestamp,
  rental_terms: rentalTermsSchema,
  /** Read one by one, so that a bad instance costs only its own node. */
  instances: z.array(z.unknown()).nullish(),
});
export type WireCluster = z.infer<typeof clusterSchema>;
