import "server-only";
import { z } from "zod";
import { CLUSTER_STATUSES, type ClusterReading, HEALTHS, ON_DEMAND } from "@/lib/domain/cluster/cluster";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { BILLINGS, RATE_SOURCES } from "@/lib/domain/money/rate";
import { FORMER_CONNECTION_DETAILS } from "@/lib/domain/text/former-words";

const time = z.number().nullable();
const text = z.string().nullable();
const rateSchema = z.object({
  usdMicrosPerHour: z.int().transform(usdMicrosPerHour).nullable(),
  source: z.enum(RATE_SOURCES),
  billing: z.enum(BILLINGS),
  note: text,
  foreign: z.object({ amount: z.string(), currency: z.string() }).exactOptional(),
});

const factSchema = z.object({ label: z.string(), value: z.string(), group: z.string().exactOptional() });

export const storedNodeSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(["control", "worker"]).nullable(),
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: text,
  health: z.enum(HEALTHS),
  healthReasons: z.array(z.string()),
  gpuModel: text,
  gpuCount: z.number().nullable(),
  rate: rateSchema,
  install: z.object({ status: z.string(), progressPercent: z.number().nullable(), failure: text }).nullable(),
  createdAt: time,
  readyAt: time,
  facts: z.array(factSchema).exactOptional(),
  machineIds: z.array(z.string()).exactOptional(),
});

const deploymentSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: text,
  replicas: z.object({ ready: z.number(), desired: z.number() }),
  detail: text,
  baseModel: text,
  gpuModel: text,
  gpusPerReplica: z.number().nullable(),
  region: text,
});

const limitSchema = z.object({
  action: z.enum(["delete", "alert"]),
  at: time,
  spendUsdMicros: z.int().transform(usdMicros).nullable(),
  spentUsdMicros: z.int().transform(usdMicros).nullable().default(null),
  node: z.string().nullable().default(null),
});

/** Whatever is read of a cluster, apart from what is read afresh each time and never stored in the history. */
export const storedReadingSchema = z.object({
  providerClusterId: z.string(),
  name: z.string(),
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: text,
  statusDetail: text,
  health: z.enum(HEALTHS),
  healthReasons: z.array(z.string()),
  cloud: text,
  region: z.object({ id: z.string(), label: z.string() }).nullable(),
  gpuModel: text,
  gpuCount: z.number().nullable(),
  nodes: z.array(storedNodeSchema).nullable(),
  rate: rateSchema,
  createdAt: time,
  activeAt: time,
  terminatedAt: time,
  statusSince: time,
  facts: z.array(factSchema),
  // Readings stored by version 0.1 have none of these.
  tags: z.array(z.string()).default([]),
  deployments: z.array(deploymentSchema).default([]),
  limits: z.array(limitSchema).default([]),
  // Performance describes one moment: values from before a restart are history.
  metrics: z.unknown().transform(() => []),
  alerts: z.unknown().transform(() => []),
  // Never stored, and named differently in readings of version 0.1.
  connectionDetails: z.null().default(null),
  onDemand: z.array(z.preprocess(todaysWord, z.enum(ON_DEMAND))).default([]),
  depth: z.enum(["summary", "complete"]),
  seenAs: z.enum(["reseller", "linked-account", "orchestrator"]).exactOptional(),
  machineIds: z.array(z.string()).exactOptional(),
});

const readingSchema: z.ZodType<ClusterReading> = storedReadingSchema;

function todaysWord(word: unknown): unknown {
  return word === FORMER_CONNECTION_DETAILS ? "connection-details" : word;
}

/** A stored reading; `null` if another version of Clusterdeck wrote it in a shape that this one does not know. */
export function parseStoredReading(json: string): ClusterReading | null {
  try {
    return readingSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
