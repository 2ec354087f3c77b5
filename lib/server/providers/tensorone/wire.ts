import "server-only";
import { z } from "zod";
import { leniently } from "@/lib/server/providers/odd-fields";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import type { NoteOdd } from "@/lib/server/providers/read-leniently";
import { wireCount, wireNumber, wireSize, wireTime, wireUsdPerHour } from "@/lib/server/providers/wire-values";
import { costFacts } from "./cost-facts";
import { toVariableNames } from "./environment";
import { ownProperty } from "./own-property";
import { currentMetricsSchema } from "./wire-performance";

/** Nothing but the id is sure to be there: see `readLeniently` for what becomes of a field that is of another type. */
const word = providerWord.nullish();
const timestamp = wireTime.nullish();
const size = wireSize.nullish();
const gpuCount = wireCount(100_000).nullish();

const portMappingSchema = z.object({
  internal_port: wireNumber.nullish(),
  external_port: wireNumber.nullish(),
  protocol: word,
  description: word,
  url: z.string().nullish(),
  status: word,
});
export type WirePortMapping = z.infer<typeof portMappingSchema>;

const sshConnectionSchema = z.object({
  host: word,
  port: wireNumber.nullish(),
  username: word,
  status: word,
  last_connection: timestamp,
});
export type WireSshConnection = z.infer<typeof sshConnectionSchema>;

const firewallRuleSchema = z.object({
  direction: word,
  protocol: word,
  /** "22", "8000-8100". */
  port_range: word,
  source: word,
  description: word,
});
export type WireFirewallRule = z.infer<typeof firewallRuleSchema>;

const portMappings = z.array(portMappingSchema.nullish()).nullish();

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
    current_hourly_rate: wireUsdPerHour.nullish(),
    currency: word,
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
  description: providerSentence.nullish(),
  status: word,
  ...hardware,
  configuration: z.object(hardware).nullish(),
  created_at: timestamp,
  status_details: z
    .object({
      message: providerSentence.nullish(),
      last_status_change: timestamp,
      /** An open set: a check that is not known yet, or that is no word, must not be overlooked. */
      health_checks: z
        .record(
          z.string(),
          z.unknown().transform((raw) => providerWord.safeParse(raw).data ?? null),
        )
        .nullish(),
    })
    .nullish(),
  /** The names only: what is not taken here goes no further. */
  environment: z.unknown().optional().transform(toVariableNames),
  metrics: currentMetricsSchema,
  /** Its ids and its owner's e-mail address are not read. */
  project_info: z.object({ project_name: word }).nullish(),
  template_info: z.object({ template_name: word, template_version: word, docker_image: word }).nullish(),
  network: z
    .object({
      public_ip: word,
      proxy_url: z.string().nullish(),
      ssh_connection: sshConnectionSchema.nullish(),
      port_mappings: portMappings,
      firewall_rules: z.array(firewallRuleSchema.nullish()).nullish(),
    })
    .nullish(),
  port_mappings: portMappings,
  cost: costSchema.nullish(),
  gpuType: word,
  gpuCount,
  containerDiskSize: size,
  volumeSize: size,
  createdAt: timestamp,
});
export type WireCluster = z.infer<typeof clusterSchema>;

/** A cluster's details, in v1's envelope or bare. They need not repeat the id that they were asked for. */
export function detailsSchema(id: string, noteOdd: NoteOdd): z.ZodType<WireCluster> {
  return z
    .unknown()
    .transform((raw, context): unknown => {
      const data = ownProperty(raw, "data") ?? raw;
      if (typeof data === "object" && data !== null && ("id" in data || "status" in data)) return { ...data, id };
      context.addIssue({ code: "custom", path: ["id"] });
      return z.NEVER;
    })
    .pipe(leniently(clusterSchema, noteOdd));
}
