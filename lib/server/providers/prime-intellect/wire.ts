import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { type NoteOdd, readLeniently } from "@/lib/server/providers/read-leniently";
import { sshFingerprint } from "@/lib/server/providers/ssh-fingerprint";
import {
  wireCount,
  wireFlag,
  wireNumber,
  wireSize,
  wireTime,
  wireUsdPerHour,
} from "@/lib/server/providers/wire-values";

const id = providerId;
const word = providerWord.nullish();
const time = wireTime.nullish();
const flag = wireFlag.nullish();
const count = wireCount(100_000).nullish();
const number = wireNumber.nullish();
const size = wireSize.nullish();

/** Dollars per hour for the whole pod, node or cluster. `basePriceHr`, the upstream's cost, is not read at all. */
const price = wireUsdPerHour.nullish();
const prices = { priceHr: price, stoppedPriceHr: price, provisioningPriceHr: price };

/** What a node of a cluster and a pod have in common. */
const machineSchema = z.object({
  id,
  /** The host provider's own id. */
  remoteId: word,
  providerType: word,
  name: word,
  status: word,
  installationStatus: word,
  installationProgress: size,
  installationFailure: providerSentence.nullish(),
  gpuName: word,
  gpuCount: count,
  socket: word,
  ...prices,
  environmentType: word,
  createdAt: time,
  updatedAt: time,
  terminatedAt: time,
});
export type WireMachine = z.infer<typeof machineSchema>;

const connectionSchema = z.object({
  host: z.string().nullish(),
  port: number,
  user: z.string().nullish(),
  role: word,
  isControlNode: flag,
});
export type WireConnection = z.infer<typeof connectionSchema>;

export const wireNodeSchema = machineSchema.extend({
  testStatus: word,
  finalizerStatus: word,
  isDetached: flag,
  /** When the host provider handed it over, and when Prime Intellect had made it usable. */
  providerReadyAt: time,
  piReadyAt: time,
  connections: z.array(connectionSchema).nullish(),
});
export type WireNode = z.infer<typeof wireNodeSchema>;

/** One for each machine; `null` while it is not there yet. */
const texts = z
  .union([z.string(), z.array(z.string().nullable())])
  .transform((given) => [given].flat())
  .nullish();

/** `id` is not required by the specification. */
export const wirePodSchema = machineSchema.extend({
  id: id.nullish(),
  clusterId: id.or(z.literal("")).nullish(),
  sshConnection: texts,
  ip: texts,
  isSpot: flag,
  autoRestart: flag,
  primePortMapping: z
    .array(z.object({ internal: number, external: number, protocol: word, usedBy: word, description: word }))
    .nullish(),
  resources: z.object({ vcpus: size, memory: size, disk: size, shared_disk: size }).nullish(),
  attachedResources: z.array(z.object({ isShared: flag })).nullish(),
});
/** A pod that was given an id where it had none. */
export type WirePod = z.infer<typeof wirePodSchema> & { id: string };

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
  orchestratorEndpoint: z.string().nullish(),
  updatedAt: time,
  terminatedAt: time,
  nodes: z.array(z.unknown()).nullish(),
  sshKeys: z.array(z.unknown()).nullish(),
});
export type WireCluster = z.infer<typeof wireClusterSchema>;

/** A list's envelope is in snake case, its items in camel case. */
export const pageSchema = z
  .object({ data: z.array(z.unknown()).nullish(), total_count: number.catch(null) })
  .transform(({ data, total_count }) => ({ items: data ?? [], total: total_count ?? null }));

const envelopeSchema = z.object({ data: z.unknown().optional() });
/** Its id is the one that was asked for. */
const askedClusterSchema = wireClusterSchema.omit({ id: true });

/**
 * A 200 with `data: null` is valid, and means that there is no such cluster. Made for each answer, so it is not an object schema itself:
 * zod compiles each of those when it is first used, which takes longer than to read a cluster.
 */
export function clusterAnswerSchema(noteOdd: NoteOdd) {
  return envelopeSchema.transform(({ data }, context): { data: z.infer<typeof askedClusterSchema> | null } => {
    if (data === null || data === undefined) return { data: null };
    const result = readLeniently(askedClusterSchema, data, noteOdd);
    if (result.ok) return { data: result.value };
    for (const { path } of result.issues) context.addIssue({ code: "custom", path: ["data", ...path] });
    return z.NEVER;
  });
}

/** Only whether it is answered matters. */
export const whoamiSchema = z.unknown();
