import { z } from "zod";
import { CLUSTER_STATUSES, HEALTHS, ON_DEMAND } from "@/lib/domain/cluster/cluster";
import { ALERT_SEVERITIES } from "@/lib/domain/cluster/metrics";
import { BILLINGS, RATE_SOURCES } from "@/lib/domain/money/rate";

const text = z.string().min(1).max(600);
const url = z
  .string()
  .regex(/^https?:/)
  .max(2_000);
const count = z.int().nonnegative();
/** Up to the end of the year 9999, the last one that ISO 8601 writes with four digits. */
const time = z
  .number()
  .int()
  .min(0)
  .max(Date.UTC(9999, 11, 31))
  .nullable();
const port = z.int().min(1).max(65_535);
const reasons = z.array(text);
const rate = z.strictObject({
  usdMicrosPerHour: count.nullable(),
  source: z.enum(RATE_SOURCES),
  billing: z.enum(BILLINGS),
  note: text.nullable(),
  foreign: z
    .strictObject({
      amount: z
        .string()
        .regex(/^\d+(\.\d+)?$/)
        .max(40),
      currency: z.string().regex(/^[A-Z]{3}$/),
    })
    .exactOptional(),
});
const machineIds = z.array(text).exactOptional();

const state = {
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: text.nullable(),
  health: z.enum(HEALTHS),
  healthReasons: reasons,
  gpuModel: text.nullable(),
  gpuCount: count.nullable(),
  rate,
  createdAt: time,
};

const fact = z
  .strictObject({
    label: text,
    value: text.nullable(),
    operatorValue: text.exactOptional(),
    group: text.exactOptional(),
  })
  .refine(({ value, operatorValue }) => value !== null || operatorValue !== undefined);

const node = z.strictObject({
  ...state,
  id: text,
  name: text,
  role: z.enum(["control", "worker"]).nullable(),
  install: z
    .strictObject({
      ...{ status: text, progressPercent: z.number().min(0).max(100).nullable() },
      ...{ failure: text.nullable(), estimate: text.exactOptional() },
    })
    .nullable(),
  readyAt: time,
  machineIds,
  facts: z.array(fact).exactOptional(),
});

const connectionDetails = z.strictObject({
  ssh: z.array(
    z.strictObject({
      ...{ nodeId: text, label: text, host: text, port, user: text, note: text.exactOptional() },
      ...{ isRelay: z.literal(true).exactOptional(), isShellOnly: z.literal(true).exactOptional() },
    }),
  ),
  ports: z.array(
    z.strictObject({
      label: text,
      nodeId: text.exactOptional(),
      internalPort: port,
      externalPort: port,
      protocol: z.enum(["tcp", "udp"]),
      url: url.nullable(),
      status: text.exactOptional(),
    }),
  ),
  links: z.array(z.strictObject({ label: text, url })),
  kubernetes: z.strictObject({ endpoint: url, caData: text, command: text }).nullable(),
  notes: reasons.exactOptional(),
});

const deployment = z.strictObject({
  id: text,
  name: text,
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: text.nullable(),
  replicas: z.strictObject({ ready: count, desired: count }),
  detail: text.nullable(),
  baseModel: text.nullable(),
  gpuModel: text.nullable(),
  gpusPerReplica: count.nullable(),
  region: text.nullable(),
});

const shape = z.strictObject({
  gpuModel: text.nullable(),
  gpusPerNode: count.nullable(),
  interconnect: text.nullable(),
  nvlink: z.boolean().nullable(),
  vramPerGpuGb: z.number().nonnegative().nullable(),
  memoryGb: z.number().nonnegative().nullable(),
  storageGb: z.number().nonnegative().nullable(),
});

const metric = { key: text, label: text, unit: text.nullable() };

/** For tests: what every reading must be, whatever the provider sent: bounded and finite, with no other fields. */
export const readingSchema = z.strictObject({
  ...state,
  providerClusterId: text,
  name: text,
  statusDetail: text.nullable(),
  cloud: text.nullable(),
  region: z.strictObject({ id: text, label: text }).nullable(),
  nodes: z.array(node).nullable(),
  activeAt: time,
  terminatedAt: time,
  statusSince: time,
  statusBeganBy: z.int().nonnegative().exactOptional(),
  facts: z.array(fact),
  tags: z.array(text),
  deployments: z.array(deployment),
  limits: z.array(
    z.strictObject({
      ...{ action: z.enum(["delete", "alert"]), at: time },
      ...{ spendUsdMicros: count.nullable(), spentUsdMicros: z.int().nullable(), node: text.nullable() },
    }),
  ),
  metrics: z.array(z.strictObject({ ...metric, value: z.number() })),
  metricsAt: z.int().nonnegative().exactOptional(),
  alerts: z.array(z.strictObject({ severity: z.enum(ALERT_SEVERITIES), title: text, since: time })),
  connectionDetails: connectionDetails.nullable(),
  shape: shape.exactOptional(),
  machineIds,
  seenAs: z.enum(["reseller", "linked-account", "orchestrator"]).exactOptional(),
  onDemand: z.array(z.enum(ON_DEMAND)),
  depth: z.enum(["summary", "complete"]),
});
