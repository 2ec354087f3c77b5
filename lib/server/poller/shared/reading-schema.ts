import "server-only";
import { z } from "zod";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { ALERT_SEVERITIES } from "@/lib/domain/cluster/metrics";
import { storedNodeSchema, storedReadingSchema } from "../../history/stored-reading";

const text = z.string();
const time = z.number();

const factSchema = z.object({
  label: text,
  value: text.nullable(),
  operatorValue: text.exactOptional(),
  group: text.exactOptional(),
});

const connectionDetailsSchema = z.object({
  ssh: z.array(
    z.object({
      ...{ nodeId: text, label: text, host: text, port: z.int(), user: text, note: text.exactOptional() },
      ...{ isRelay: z.literal(true).exactOptional(), isShellOnly: z.literal(true).exactOptional() },
    }),
  ),
  ports: z.array(
    z.object({
      ...{ label: text, nodeId: text.exactOptional(), internalPort: z.int(), externalPort: z.int() },
      ...{ protocol: z.enum(["tcp", "udp"]), url: text.nullable(), status: text.exactOptional() },
    }),
  ),
  links: z.array(z.object({ label: text, url: text })),
  kubernetes: z.object({ endpoint: text, caData: text, command: text }).nullable(),
  notes: z.array(text).exactOptional(),
});

const shapeSchema = z.object({
  ...{ gpuModel: text.nullable(), gpusPerNode: z.number().nullable(), interconnect: text.nullable() },
  ...{ nvlink: z.boolean().nullable(), vramPerGpuGb: z.number().nullable() },
  ...{ memoryGb: z.number().nullable(), storageGb: z.number().nullable() },
});

const nodeSchema = storedNodeSchema.extend({
  install: z
    .object({
      ...{ status: text, progressPercent: z.number().nullable(), failure: text.nullable() },
      estimate: text.exactOptional(),
    })
    .nullable(),
  facts: z.array(factSchema).exactOptional(),
});

/** A whole reading, with what the history never stores. */
export const sharedReadingSchema: z.ZodType<ClusterReading> = storedReadingSchema.extend({
  nodes: z.array(nodeSchema).nullable(),
  facts: z.array(factSchema),
  metrics: z.array(z.object({ key: text, label: text, unit: text.nullable(), value: z.number() })),
  metricsAt: time.exactOptional(),
  statusBeganBy: time.exactOptional(),
  alerts: z.array(z.object({ severity: z.enum(ALERT_SEVERITIES), title: text, since: time.nullable() })),
  connectionDetails: connectionDetailsSchema.nullable(),
  shape: shapeSchema.exactOptional(),
});
