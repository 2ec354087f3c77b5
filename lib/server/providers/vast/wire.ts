import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { wireCount, wireFlag, wireNumber, wireSize, wireUsdPerHour } from "@/lib/server/providers/wire-values";

const word = providerWord.nullish();
const size = wireSize.nullish();
const price = wireUsdPerHour.nullish();

/** Percent or degrees. −1 is a measurement that was not taken. */
const measurement = wireSize.refine((value) => value === null || value <= 1_000).nullish();

/** Its own text to the last letter: instances with the same one are one cluster. */
const label = z.union([z.string(), z.number().transform(String)]).nullish();

/** Two shapes are in use: docker's map from "22/tcp" to the ports outside, and, in the older schema, the numbers of open ports. */
const portsSchema = z.preprocess(
  (ports) =>
    Array.isArray(ports) ? Object.fromEntries(ports.map((port) => [`${port}/tcp`, [{ HostPort: port }]])) : ports,
  z.record(z.string(), z.array(z.object({ HostPort: wireNumber.nullish() })).nullish()),
);

export const instanceSchema = z.object({
  id: providerId,
  label,
  actual_status: word,
  cur_state: word,
  intended_status: word,
  status_msg: providerSentence.nullish(),
  /** Seconds since 1970, with a fraction. */
  start_date: wireNumber.nullish(),
  end_date: wireNumber.nullish(),
  gpu_name: word,
  num_gpus: wireCount(100_000).nullish(),
  /** MB, though the provider's own command line shows GB. */
  gpu_ram: size,
  /** Percent, though the specification calls it a fraction: the provider's own command line prints it so. */
  gpu_util: measurement,
  /** Degrees Celsius. */
  gpu_temp: measurement,
  cpu_name: word,
  cpu_cores_effective: size,
  /** MB. */
  cpu_ram: size,
  /** GB. */
  disk_space: size,
  /** Dollars per hour, GPUs and disk. */
  dph_total: price,
  /** Of an interruptible instance, its bid. */
  dph_base: price,
  is_bid: wireFlag.nullish(),
  /** The lowest bid with which it would run now. */
  min_bid: price,
  /** Dollars per GB and month, though the specification says per hour: see the README. */
  storage_cost: price,
  instance: z.object({ diskHour: price, totalHour: price, discountedTotalPerHour: price }).nullish(),
  ssh_host: word,
  ssh_port: wireNumber.nullish(),
  public_ipaddr: word,
  ports: portsSchema.nullish(),
  geolocation: word,
  /** From 0 to 1. */
  reliability2: wireNumber.nullish(),
  verification: word,
  machine_id: word,
  host_id: word,
  image_uuid: word,
  template_name: word,
});
export type WireInstance = z.infer<typeof instanceSchema>;

/** What is asked for, so that no token, variable or script of an instance ever reaches this server. */
export const COLUMNS: readonly string[] = Object.keys(instanceSchema.shape);

/** What stands for a token that cannot be read: there are more pages, but no way to them. */
export const UNREADABLE_TOKEN = "unreadable";

/** A page of `GET /v1/instances`. */
export const instancePageSchema = z.object({
  instances: z.array(z.unknown()),
  total_instances: wireNumber.nullish().catch(null),
  next_token: z.string().nullish().catch(UNREADABLE_TOKEN),
});
export type WireInstancePage = z.infer<typeof instancePageSchema>;

/** A page of `GET /v0/charges`. */
export const chargePageSchema = z.object({ results: z.array(z.unknown()), next_token: z.string().nullish() });

export const chargeSchema = z.object({ source: z.string(), amount: wireNumber });

/** `GET /v0/users/current`, which also holds an e-mail address, an ssh key and a session. */
export const userSchema = z.object({
  /** Which of the account's keys was used. */
  key_id: providerId.nullish(),
  /** What is left of the money that was paid in. The specification does not list it. */
  credit: wireNumber.nullish(),
  balance: wireNumber.nullish(),
});
export type WireUser = z.infer<typeof userSchema>;

/** `GET /v0/auth/apikeys`. */
export const keyListSchema = z.object({ apikeys: z.array(z.unknown()) });

export const keySchema = z.object({
  id: providerId,
  rights: word,
  permissions: z.record(z.string(), z.unknown()).nullish(),
});
export type WireKey = z.infer<typeof keySchema>;
