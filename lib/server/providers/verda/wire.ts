import "server-only";
import { z } from "zod";
import { parseUsd, parseUsdPerHour } from "@/lib/domain/money/cost";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import {
  wireCount,
  wireFlag,
  wireNumber,
  wireSize,
  wireTime,
  wireUsdPerHour,
} from "@/lib/server/providers/wire-values";

const word = providerWord.nullish();
const size = z.object({ description: word, size_in_gigabytes: wireSize.nullish() }).nullish();

/** A number or decimal text, kept as the text that it is. 0 is none. */
const decimal = wireUsdPerHour
  .transform((price) => (price === null || parseUsdPerHour(price) === 0 ? null : String(price).trim()))
  .nullish();

/** A number or decimal text, which may be below nothing, kept as the text that it is. */
const amount = z
  .union([z.number(), z.string()])
  .transform((money) => String(money).trim())
  .refine((text) => parseUsd(text) !== null);

/** Clusters and instances have these in common. */
const machine = {
  id: providerId,
  ip: word,
  status: word,
  created_at: wireTime.nullish(),
  hostname: word,
  description: providerSentence.nullish(),
  location: word,
  /** For all of it, whatever the number of its GPUs. */
  price_per_hour: decimal,
  /** No document lists it: without it, the currency is that of the balance. */
  currency: word,
  gpu: z.object({ description: word, number_of_gpus: wireCount(100_000).nullish() }).nullish(),
  cpu: z.object({ description: word, number_of_cores: wireSize.nullish() }).nullish(),
  gpu_memory: size,
  memory: size,
  image: word,
  os_name: word,
  contract: word,
  long_term_period: word,
  tags: z.array(z.object({ key: word, value: word })).nullish(),
};

export const workerSchema = z.object({
  id: providerId,
  hostname: word,
  public_ip: word,
  private_ip: word,
  status: word,
});
export type WireWorker = z.infer<typeof workerSchema>;

export const clusterSchema = z.object({
  ...machine,
  cluster_type: word,
  /** Read one by one, so that a bad worker costs only its own node. */
  worker_nodes: z.array(z.unknown()).nullish(),
  shared_volumes: z.array(z.object({ mount_point: word, size_in_gigabytes: wireSize.nullish() })).nullish(),
});
export type WireCluster = z.infer<typeof clusterSchema>;

export const instanceSchema = z.object({
  ...machine,
  instance_type: word,
  is_spot: wireFlag.nullish(),
  pricing: word,
});
export type WireInstance = z.infer<typeof instanceSchema>;

export type WireMachine = WireInstance | WireCluster;

export const listSchema = z.array(z.unknown());

/** `POST /oauth2/token`. */
export const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8000}$/),
  /** Seconds. */
  expires_in: wireNumber.nullish().catch(null),
});

export const balanceSchema = z.object({ amount: amount.nullish(), currency: word });
