import "server-only";
import { z } from "zod";
import { providerId, providerWord } from "@/lib/server/providers/provider-text";
import { wireCount, wireFlag, wireSize } from "@/lib/server/providers/wire-values";

/** Neither `jupyter_token` nor `jupyter_url`, which holds it, is read anywhere. */
const word = providerWord.nullish();
const size = wireSize.nullish();
/** As it came, because it may name a cluster: one that had to be changed first might equal another's. */
const tagValue = z.union([z.string(), z.number().transform(String)]).nullish();

const list = z
  .array(z.unknown())
  .nullable()
  .transform((items) => items ?? []);

export const instanceListSchema = z.object({ data: list });
/** By the name of the type. */
export const typeMapSchema = z.object({ data: z.record(z.string(), z.unknown()) });

const regionSchema = z.object({ name: word, description: word }).nullish();
export type WireRegion = z.infer<typeof regionSchema>;

const typeSchema = z
  .object({
    name: word,
    /** "H100 (80 GB SXM5)" */
    gpu_description: word,
    /** US cents, of the whole instance. Beyond a million dollars no price is meant. */
    price_cents_per_hour: wireCount(100_000_000).nullish(),
    specs: z.object({ vcpus: size, memory_gib: size, storage_gib: size, gpus: wireCount(100_000).nullish() }).nullish(),
  })
  .nullish();
export type WireType = z.infer<typeof typeSchema>;

const actionSchema = z.object({ available: wireFlag.nullish(), reason_code: word }).nullish();

export const instanceSchema = z.object({
  id: providerId,
  name: word,
  ip: word,
  private_ip: word,
  hostname: word,
  status: word,
  region: regionSchema,
  instance_type: typeSchema,
  actions: z
    .object({
      restart: actionSchema,
      cold_reboot: actionSchema,
      rebuild: actionSchema,
      migrate: actionSchema,
      terminate: actionSchema,
    })
    .nullish(),
  tags: z.array(z.object({ key: word, value: tagValue })).nullish(),
  ssh_key_names: z.array(word).nullish(),
  file_system_names: z.array(word).nullish(),
});
export type WireInstance = z.infer<typeof instanceSchema>;

export const offeredTypeSchema = z.object({
  instance_type: typeSchema,
  regions_with_capacity_available: z.array(regionSchema).nullish(),
});
