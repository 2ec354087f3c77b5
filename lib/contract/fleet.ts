import { z } from "zod/mini";
import { ACCOUNT_STATES, CLUSTER_STATUSES, HEALTHS } from "@/lib/domain/cluster/cluster";
import { FRESHNESSES } from "@/lib/domain/cluster/freshness";
import { BILLINGS, RATE_SOURCES } from "@/lib/domain/money/rate";
import { amountSchema } from "./amount";
import { count, isoTime, nullableUsdMicrosPerHour, usdMicros } from "./primitives";
import { PROBLEM_CODES } from "./problem";

export const rateSchema = z.object({
  usdMicrosPerHour: nullableUsdMicrosPerHour,
  source: z.enum(RATE_SOURCES),
  billing: z.enum(BILLINGS),
  /** What a reader must know about the rate, such as "Billed by AWS". */
  note: z.nullable(z.string()),
  /** The price per hour in another currency, as the provider writes it; left out for US dollars. It is not added up. */
  foreign: z.optional(z.object({ amount: z.string(), currency: z.string() })),
});

/** What the provider says about the account itself. */
export const accountBillingSchema = z.object({
  usdMicrosBalance: z.nullable(usdMicros),
  /** The balance in another currency, as the provider writes it; left out for US dollars. */
  foreignBalance: z.optional(z.object({ amount: z.string(), currency: z.string() })),
  /** When the balance will run out at the current rate; `null` if either is unknown, or nothing is spent. */
  balanceEndsAt: z.nullable(isoTime),
  /** Clusters with an unknown rate: while there are any, the end of the balance is unknown too. */
  clustersWithoutRate: count,
  /** Why the provider has suspended the account, as a sentence. */
  suspension: z.nullable(z.string()),
  quotas: z.array(z.object({ label: z.string(), used: z.nullable(z.number()), allowed: z.number() })),
  readAt: isoTime,
});

export const accountSchema = z.object({
  id: z.string(),
  provider: z.string(),
  /** The provider's name: "Prime Intellect". */
  providerLabel: z.string(),
  label: z.string(),
  /** Whether operators can create clusters through it. */
  canCreate: z.boolean(),
  /** `paused`: a person has it not read for now, so its readings only grow older. */
  state: z.enum(ACCOUNT_STATES),
  /**
   * Measured from `lastSuccessAt`: late after two poll intervals, stale after five; intervals below 7 s count as 7 s.
   */
  freshness: z.enum(FRESHNESSES),
  pollIntervalMs: count,
  lastSuccessAt: z.nullable(isoTime),
  lastAttemptAt: z.nullable(isoTime),
  nextAttemptAt: z.nullable(isoTime),
  problem: z.nullable(z.object({ code: z.enum(PROBLEM_CODES), detail: z.string(), since: isoTime })),
  /** Who paused it, and when. Left out unless it is paused, and for guests. */
  pausedBy: z.optional(z.string()),
  pausedAt: z.optional(isoTime),
  warnings: z.array(z.string()),
  billing: z.nullable(accountBillingSchema),
});
export type Account = z.infer<typeof accountSchema>;

/** The machines that a cluster has in common with one of another account. */
export const sharedMachinesSchema = z.object({
  clusterId: z.string(),
  name: z.string(),
  providerLabel: z.string(),
  accountLabel: z.string(),
  nodes: count,
  gpus: count,
  /** Whether the other account pays for them: they are in its sums, and in none of this cluster's. */
  isCountedThere: z.boolean(),
  /** Whether the other shows this whole cluster among its own nodes, so that it need not be shown beside it. */
  isShownThere: z.boolean(),
  /** Whether this cluster shows the other among its nodes. */
  isShownHere: z.boolean(),
});

export const clusterSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  provider: z.string(),
  providerClusterId: z.string(),
  name: z.string(),
  /** The name with what tells the cluster apart from others of that name: "train · Shadeform". Left out if there are none. */
  distinctName: z.optional(z.string()),
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
  /** All zero if the provider lists no nodes. */
  nodes: z.object({ total: count, healthy: count, unhealthy: count, unknown: count }),
  rate: rateSchema,
  createdAt: z.nullable(isoTime),
  activeAt: z.nullable(isoTime),
  terminatedAt: z.nullable(isoTime),
  statusSince: isoTime,
  /**
   * True if the provider does not say when the status began and it has not changed since the first reading, so that it
   * has lasted at least this long.
   */
  statusMayBeOlder: z.boolean(),
  observedAt: isoTime,
  /**
   * The rate at each change in at least the past 26 hours (longer than the longest day), until `observedAt`: oldest
   * first, beginning with the start of that time or of the cluster. Left out if there is no history.
   */
  recentRates: z.optional(z.array(z.tuple([isoTime, nullableUsdMicrosPerHour]))),
  /**
   * How often it failed in the past `hours`: changes into a degraded, failed or unhealthy state, as recorded in the
   * history, where readings that are missing are none. Left out if it did not fail, or there is no history.
   */
  recentFailures: z.optional(z.object({ count, hours: count })),
  /**
   * Clusters of other accounts that are, in part or as a whole, the same machines seen in another way. Left out if there
   * are none. Every machine is counted once in `totals`, where `isCountedThere` is false.
   */
  sharedWith: z.optional(z.array(sharedMachinesSchema)),
});
export type Cluster = z.infer<typeof clusterSchema>;

export const totalsSchema = z.object({
  clusters: count,
  reporting: count,
  needAttention: count,
  nodes: count,
  gpus: count,
  /** Known rates only; `null` if none is known. */
  usdMicrosPerHour: nullableUsdMicrosPerHour,
  unpricedClusters: count,
  /**
   * The current month in `timeZone`, the billing time zone, up to each cluster's latest reading. Left out if there is no
   * history. What has changed since `asOf`, when the history was last added up, is part of the error.
   */
  month: z.optional(z.extend(amountSchema, { timeZone: z.string(), asOf: isoTime })),
});
export type Totals = z.infer<typeof totalsSchema>;

/** `GET /api/clusters` */
export const fleetSchema = z.object({
  generatedAt: isoTime,
  revision: z.string(),
  demo: z.boolean(),
  /** The IANA time zone in which days and months of money begin, wherever the reader is. */
  billingTimeZone: z.string(),
  totals: totalsSchema,
  /** Why history is currently not being written. Left out while it is, and for guests. */
  historyProblem: z.optional(z.object({ detail: z.string(), since: isoTime })),
  accounts: z.array(accountSchema),
  clusters: z.array(clusterSchema),
});
export type Fleet = z.infer<typeof fleetSchema>;

/** The same with unchecked clusters, for a reader that has already checked most of them. */
export const uncheckedFleetSchema = z.extend(fleetSchema, { clusters: z.array(z.unknown()) });
export type UncheckedFleet = z.infer<typeof uncheckedFleetSchema>;

/** What such a reader needs to know about every cluster. */
export const clusterReadingSchema = z.pick(clusterSchema, { id: true, accountId: true, observedAt: true });
