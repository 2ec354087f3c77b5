import { z } from "zod/mini";
import { CLUSTER_STATUSES, HEALTHS } from "@/lib/domain/cluster/cluster";
import { accountSchema, clusterSchema, rateSchema } from "./fleet";
import { count, isoTime, usdMicros } from "./primitives";

/** One thing that the provider says. The label includes the unit, if any. */
const factSchema = z.object({ label: z.string(), value: z.string() });

export const nodeSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.nullable(z.enum(["control", "worker"])),
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: z.nullable(z.string()),
  health: z.enum(HEALTHS),
  healthReasons: z.array(z.string()),
  gpuModel: z.nullable(z.string()),
  gpuCount: z.nullable(count),
  rate: rateSchema,
  install: z.nullable(
    z.object({
      status: z.string(),
      progressPercent: z.nullable(z.number()),
      failure: z.nullable(z.string()),
      /** The time left, if it is our own estimate, as the progress then is too. */
      estimate: z.nullable(z.string()),
    }),
  ),
  createdAt: z.nullable(isoTime),
  readyAt: z.nullable(isoTime),
  /** What is true of this node but not of every node of its cluster. */
  facts: z.array(factSchema),
});
export type Node = z.infer<typeof nodeSchema>;

const deploymentSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: z.nullable(z.string()),
  replicas: z.object({ ready: count, desired: count }),
  /** What is not ready, in words. */
  detail: z.nullable(z.string()),
  /** The model or service that it serves. */
  baseModel: z.nullable(z.string()),
  gpuModel: z.nullable(z.string()),
  gpusPerReplica: z.nullable(count),
  region: z.nullable(z.string()),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** What the provider will do on its own, at a certain time or once a certain amount has been spent. */
const limitSchema = z.object({
  action: z.enum(["delete", "alert"]),
  at: z.nullable(isoTime),
  usdMicros: z.nullable(usdMicros),
  /** The spend so far according to the provider. */
  usdMicrosSpent: z.nullable(usdMicros),
  /** The name of the only node that it concerns; `null` if it concerns the whole cluster. */
  node: z.nullable(z.string()),
});
export type Limit = z.infer<typeof limitSchema>;

/** `GET /api/clusters/{clusterId}`: the fleet's entry, with the list of nodes in place of their counts. */
export const clusterDetailSchema = z.extend(clusterSchema, {
  nodes: z.array(nodeSchema),
  /** `group` is the heading that a fact belongs under; `null` for general facts about the cluster. */
  facts: z.array(z.extend(factSchema, { group: z.nullable(z.string()) })),
  deployments: z.array(deploymentSchema),
  limits: z.array(limitSchema),
  capabilities: z.object({ connection: z.boolean(), metrics: z.boolean(), logs: z.boolean(), offers: z.boolean() }),
  account: accountSchema,
  generatedAt: isoTime,
});
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;
