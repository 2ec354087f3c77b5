import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { costFacts } from "./cost-facts";
import { toVariableNames } from "./environment";
import { currentMetricsSchema } from "./wire-performance";
import { enveloped, lenient } from "./wire-shapes";

const word = lenient(providerWord);
const timestamp = lenient(z.string());
const size = lenient(z.number().nonnegative());
const gpuCount = lenient(z.int().nonnegative().max(100_000));

const portMappingSchema = z.object({
  internal_port: lenient(z.number()),
  external_port: lenient(z.number()),
  protocol: word,
  description: word,
  url: lenient(z.string()),
});
export type WirePortMapping = z.infer<typeof portMappingSchema>;

const portMappings = lenient(z.array(lenient(portMappingSchema)));

const hardware = {
  gpu_type: word,
  gpu_count: gpuCount,
  cpu_cores: size,
  memory_gb: size,
  storage_gb: size,
  storage_type: word,
  region: word,
  availability_zone: word,
};

const costSchema = z
  .object({
    current_hourly_rate: lenient(z.union([z.number(), z.string()])),
    currency: lenient(z.string().max(3)),
    cost_breakdown: z.unknown().optional(),
    cost_projections: z.unknown().optional(),
  })
  .transform(({ cost_breakdown, cost_projections, ...cost }) => ({
    ...cost,
    facts: [
      ...costFacts("Cost breakdown", cost_breakdown, cost.currency),
      ...costFacts("Cost projections", cost_projections, cost.currency),
    ],
  }));

/** Three shapes in one: v1's details (nested), v1's list items (the same fields, flat), and v2's (camelCase). */
export const clusterSchema = z.object({
  id: providerId,
  name: word,
  status: word,
  ...hardware,
  configuration: lenient(z.object(hardware)),
  created_at: timestamp,
  status_details: lenient(
    z.object({
      message: lenient(providerSentence),
      last_status_change: timestamp,
      /** An open set: a check that is not known yet must not be overlooked. */
      health_checks: lenient(z.record(z.string().max(100), word)),
    }),
  ),
  /** The names only: what is not taken here goes no further. */
  environment: z.unknown().optional().transform(toVariableNames),
  metrics: currentMetricsSchema,
  template_info: lenient(z.object({ template_name: word, template_version: word })),
  network: lenient(
    z.object({
      proxy_url: lenient(z.string()),
      ssh_connection: lenient(z.object({ host: word, port: lenient(z.number()), username: word })),
      port_mappings: portMappings,
    }),
  ),
  port_mappings: portMappings,
  cost: lenient(costSchema),
  gpuType: word,
  gpuCount,
  containerDiskSize: size,
  volumeSize: size,
  createdAt: timestamp,
});
export type WireCluster = z.infer<typeof clusterSchema>;

const items = z.array(z.unknown());

/** v1 wraps its answers (how it names the list inside is not documented), v2 does not. */
export const listSchema = z.union([
  items,
  z.object({ data: items }).transform(({ data }) => data),
  z.object({ data: z.object({ clusters: items }) }).transform(({ data }) => data.clusters),
  z.object({ clusters: items }).transform(({ clusters }) => clusters),
]);

export const detailsSchema = enveloped(clusterSchema);
