import { z } from "zod/mini";
import { CLUSTER_STATUSES, HEALTHS } from "@/lib/domain/cluster";
import { clusterSchema, connectionSchema, rateSchema } from "./fleet";
import { count, isoTime } from "./primitives";

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
    z.object({ status: z.string(), progressPercent: z.nullable(z.number()), failure: z.nullable(z.string()) }),
  ),
  createdAt: z.nullable(isoTime),
  readyAt: z.nullable(isoTime),
});
export type Node = z.infer<typeof nodeSchema>;

/** `GET /api/clusters/{clusterId}`: the fleet's entry, with the list of nodes in place of their counts. */
export const clusterDetailSchema = z.extend(clusterSchema, {
  nodes: z.array(nodeSchema),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  capabilities: z.object({ connection: z.boolean(), metrics: z.boolean(), logs: z.boolean() }),
  connection: connectionSchema,
  generatedAt: isoTime,
});
export type ClusterDetail = z.infer<typeof clusterDetailSchema>;
