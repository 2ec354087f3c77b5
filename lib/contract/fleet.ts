import { z } from "zod/mini";
import { CLUSTER_STATUSES, HEALTHS } from "@/lib/domain/cluster/cluster";
import { FRESHNESSES } from "@/lib/domain/cluster/freshness";
import { BILLINGS, RATE_SOURCES } from "@/lib/domain/money/rate";
import { count, isoTime, nullableUsdMicrosPerHour, usdMicros } from "./primitives";
import { PROBLEM_CODES } from "./problem";

export const rateSchema = z.object({
  usdMicrosPerHour: nullableUsdMicrosPerHour,
  source: z.enum(RATE_SOURCES),
  billing: z.enum(BILLINGS),
  /** What a reader must know about this figure, such as "Billed by AWS". */
  note: z.nullable(z.string()),
});

/** What the provider says of the account itself. */
export const accountBillingSchema = z.object({
  usdMicrosBalance: z.nullable(usdMicros),
  /** When the balance ends at the present rate; `null` where either is not known, or nothing is spent. */
  balanceEndsAt: z.nullable(isoTime),
  /** Clusters whose rate is not known: while there is one, nor is the end of the balance. */
  clustersWithoutRate: count,
  /** Why the provider has suspended the account, as a sentence. */
  suspension: z.nullable(z.string()),
  quotas: z.array(z.object({ label: z.string(), used: z.nullable(z.number()), allowed: z.number() })),
  readAt: isoTime,
});

export const ACCOUNT_STATES = ["starting", "ok", "limited", "failing"] as const;

export const accountSchema = z.object({
  id: z.string(),
  provider: z.string(),
  /** The provider's name as it is written: "Prime Intellect". */
  providerLabel: z.string(),
  label: z.string(),
  /** Whether operators can create clusters through it. */
  canCreate: z.boolean(),
  state: z.enum(ACCOUNT_STATES),
  /** By `lastSuccessAt`: late after two poll intervals, stale after five; intervals below 7 s count as 7 s. */
  freshness: z.enum(FRESHNESSES),
  pollIntervalMs: count,
  lastSuccessAt: z.nullable(isoTime),
  lastAttemptAt: z.nullable(isoTime),
  nextAttemptAt: z.nullable(isoTime),
  problem: z.nullable(z.object({ code: z.enum(PROBLEM_CODES), detail: z.string(), since: isoTime })),
  warnings: z.array(z.string()),
  billing: z.nullable(accountBillingSchema),
});
export type Account = z.infer<typeof accountSchema>;

export const clusterSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  provider: z.string(),
  providerClusterId: z.string(),
  name: z.string(),
  status: z.enum(CLUSTER_STATUSES),
  providerStatus: z.nullable(z.string()),
  statusDetail: z.nullable(z.string()),
  health: z.enum(HEALTHS),
  healthReasons: z.array(z.string()),
  cloud: z.nullable(z.string()),
  region: z.nullable(z.object({ id: z.string(), label: z.string() })),
  gpuModel: z.nullable(z.string()),
  gpuCount: z.nullable(count),
  tags: z.array(z.string()),
  /** All zero where the provider names no nodes. */
  nodes: z.object({ total: count, healthy: count, unhealthy: count, unknown: count }),
  rate: rateSchema,
  createdAt: z.nullable(isoTime),
  activeAt: z.nullable(isoTime),
  terminatedAt: z.nullable(isoTime),
  statusSince: isoTime,
  /** The provider does not say when the status began, and it has been so since the cluster was first read: at least this long. */
  statusMayBeOlder: z.boolean(),
  observedAt: isoTime,
  /**
   * What was charged, each time it changed in the past 26 hours (the longest day there is), until `observedAt`: oldest first,
   * the first at the beginning of that time or of the cluster. Left out where there is no history.
   */
  recentRates: z.optional(z.array(z.tuple([isoTime, nullableUsdMicrosPerHour]))),
});
export type Cluster = z.infer<typeof clusterSchema>;

export const totalsSchema = z.object({
  clusters: count,
  reporting: count,
  needAttention: count,
  nodes: count,
  gpus: count,
  /** Known rates only; `null` when none is known. */
  usdMicrosPerHour: nullableUsdMicrosPerHour,
  unpricedClusters: count,
  /** The month around now on the clocks of `timeZone`, until now. Left out where there is no history. */
  month: z.optional(z.object({ usdMicros, errorUsdMicros: usdMicros, timeZone: z.string() })),
});
export type Totals = z.infer<typeof totalsSchema>;

/** `GET /api/clusters` */
export const fleetSchema = z.object({
  generatedAt: isoTime,
  revision: z.string(),
  demo: z.boolean(),
  totals: totalsSchema,
  /** Why history is not being written at present. Left out while it is, and for guests. */
  historyProblem: z.optional(z.object({ detail: z.string(), since: isoTime })),
  accounts: z.array(accountSchema),
  clusters: z.array(clusterSchema),
});
export type Fleet = z.infer<typeof fleetSchema>;

/** The same with its clusters as they came, for a reader that has checked most of them before. */
export const uncheckedFleetSchema = z.extend(fleetSchema, { clusters: z.array(z.unknown()) });
export type UncheckedFleet = z.infer<typeof uncheckedFleetSchema>;

/** What such a reader needs of every cluster. */
export const clusterReadingSchema = z.pick(clusterSchema, { id: true, observedAt: true });
