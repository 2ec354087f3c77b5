import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { sshFingerprint } from "@/lib/server/providers/ssh-fingerprint";

const id = providerId;
const word = providerWord.nullish();
const time = z.string().nullish();
const flag = z.boolean().nullish();
const count = z.int().nonnegative().max(100_000).nullish();

/** Dollars per hour for the whole pod, node or cluster. `basePriceHr`, the upstream's cost, is not read at all. */
const price = z.number().max(10_000_000).nullish();
const prices = { priceHr: price, stoppedPriceHr: price, provisioningPriceHr: price };

/** What a node of a cluster and a pod have in common. */
const machineSchema = z.object({
  id,
  name: word,
  status: word,
  installationStatus: word,
  installationProgress: z.number().nullish(),
  installationFailure: providerSentence.nullish(),
  gpuName: word,
  gpuCount: count,
  socket: word,
  ...prices,
  environmentType: word,
  createdAt: time,
  terminatedAt: time,
});
export type WireMachine = z.infer<typeof machineSchema>;

const connectionSchema = z.object({
  host: z.string().nullish(),
  port: z.number().nullish(),
  user: z.string().nullish(),
  isControlNode: flag,
});

export const wireNodeSchema = machineSchema.extend({
  testStatus: word,
  isDetached: flag,
  piReadyAt: time,
  connections: z.array(connectionSchema).nullish(),
});
export type WireNode = z.infer<typeof wireNodeSchema>;

const portNumber = z.union([z.string(), z.number()]).nullish();

export const wirePodSchema = machineSchema.extend({
  providerType: word,
  clusterId: id.or(z.literal("")).nullish(),
  sshConnection: z.union([z.string(), z.array(z.string().nullable())]).nullish(),
  primePortMapping: z
    .array(z.object({ internal: portNumber, external: portNumber, protocol: word, usedBy: word }))
    .nullish(),
});
export type WirePod = z.infer<typeof wirePodSchema>;

export const wireClusterSummarySchema = z.object({
  id,
  name: word,
  providerType: word,
  status: word,
  vaultEnabled: flag,
  createdAt: time,
});
export type WireClusterSummary = z.infer<typeof wireClusterSummarySchema>;

/** Of a key only its fingerprint goes further: its comment often is its owner's name. */
export const wireSshKeySchema = z.object({
  role: word,
  publicKey: z
    .string()
    .nullish()
    .transform((text) => (text ? sshFingerprint(text) : null)),
});

export const wireClusterSchema = wireClusterSummarySchema.extend({
  gpuName: word,
  gpuCount: count,
  socket: word,
  ...prices,
  orchestratorType: word,
  orchestratorVersion: word,
  orchestratorDeploymentStatus: word,
  terminatedAt: time,
  nodes: z.array(z.unknown()).nullish(),
  sshKeys: z.array(z.unknown()).nullish(),
});
export type WireCluster = z.infer<typeof wireClusterSchema>;

/** A list's envelope is in snake case, its items in camel case. */
export const pageSchema = z
  .object({ data: z.array(z.unknown()).nullish(), total_count: z.number().nullish() })
  .transform(({ data, total_count }) => ({ items: data ?? [], total: total_count ?? null }));

/** A 200 with `data: null` is valid, and means that there is no such cluster. */
export const clusterAnswerSchema = z.object({ data: wireClusterSchema.nullish() });

/** Only whether it is answered matters. */
export const whoamiSchema = z.object({});
