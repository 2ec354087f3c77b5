import { z } from "zod/mini";
import { nodeSchema } from "./cluster";
import { costSeriesSchema, costsSchema } from "./costs";
import { accountSchema, clusterSchema, fleetSchema, rateSchema, totalsSchema } from "./fleet";
import { isoTime } from "./primitives";
import { timelineSchema } from "./timeline";

/*
 * What guests see: the same shapes as the signed-in answers, with fewer fields. Every field is named here, so that a
 * field added there does not automatically reach guests. Ids are aliases, which mean nothing outside their link.
 */

/** `null` with source `none` if the link does not show costs. */
const guestRateSchema = z.pick(rateSchema, { usdMicrosPerHour: true, source: true, billing: true });

const guestAccountSchema = z.pick(accountSchema, {
  id: true,
  provider: true,
  providerLabel: true,
  /** The provider's name, numbered if there are several accounts. */
  label: true,
  state: true,
  freshness: true,
  pollIntervalMs: true,
  lastSuccessAt: true,
  lastAttemptAt: true,
  nextAttemptAt: true,
});

export const guestClusterSchema = z.extend(
  z.pick(clusterSchema, {
    id: true,
    accountId: true,
    provider: true,
    /** "Cluster 1" if the link does not show names. */
    name: true,
    distinctName: true,
    status: true,
    health: true,
    region: true,
    gpuModel: true,
    gpuCount: true,
    nodes: true,
    createdAt: true,
    activeAt: true,
    terminatedAt: true,
    statusSince: true,
    statusMayBeOlder: true,
    observedAt: true,
    /** Left out if the link does not show costs. */
    recentRates: true,
    recentFailures: true,
    /** Only of clusters that the link shows, by the names that guests know them by. */
    sharedWith: true,
  }),
  { rate: guestRateSchema },
);

const guestNodeSchema = z.extend(
  z.pick(nodeSchema, {
    id: true,
    /** Always "Node 1": a node's own name is often its address. */
    name: true,
    role: true,
    status: true,
    health: true,
    gpuModel: true,
    gpuCount: true,
    createdAt: true,
    readyAt: true,
  }),
  { rate: guestRateSchema },
);

/** `GET /api/shared/{token}/clusters` */
export const guestFleetSchema = z.extend(z.pick(fleetSchema, { generatedAt: true, revision: true, demo: true }), {
  /** Left out if the link does not show costs. */
  billingTimeZone: z.optional(fleetSchema.shape.billingTimeZone),
  totals: z.pick(totalsSchema, {
    clusters: true,
    reporting: true,
    needAttention: true,
    nodes: true,
    gpus: true,
    usdMicrosPerHour: true,
    unpricedClusters: true,
    /** The link's clusters only; left out if it does not show costs. */
    month: true,
  }),
  accounts: z.array(guestAccountSchema),
  clusters: z.array(guestClusterSchema),
});
export type GuestFleet = z.infer<typeof guestFleetSchema>;

/** `GET /api/shared/{token}/clusters/{alias}` */
export const guestClusterDetailSchema = z.extend(guestClusterSchema, {
  nodes: z.array(guestNodeSchema),
  account: guestAccountSchema,
  generatedAt: isoTime,
});
export type GuestClusterDetail = z.infer<typeof guestClusterDetailSchema>;

/**
 * `GET /api/shared/{token}/clusters/{alias}/timeline`: without the nodes, and without rates if the link does not show
 * costs.
 */
export const guestTimelineSchema = z.pick(timelineSchema, { from: true, to: true, intervals: true, events: true });
export type GuestTimeline = z.infer<typeof guestTimelineSchema>;

/**
 * `GET /api/shared/{token}/costs`, with the query of `GET /api/costs`: for the link's clusters only, and only if it
 * shows costs. Keys of accounts and clusters are aliases, and so is `clusterId`. Without budgets and providers' own
 * figures.
 */
export const guestCostsSchema = z.extend(
  z.pick(costsSchema, {
    generatedAt: true,
    from: true,
    to: true,
    bucket: true,
    timeZone: true,
    billingTimeZone: true,
    totalUsdMicros: true,
    errorUsdMicros: true,
    unpricedClusterHours: true,
    observedShare: true,
    watchedFrom: true,
    laterAccounts: true,
    previous: true,
    runRateUsdMicrosPerHour: true,
    unpricedClusters: true,
    today: true,
    yesterday: true,
    month: true,
    forecastMonthUsdMicros: true,
    rate: true,
    gaps: true,
    accounts: true,
  }),
  {
    series: z.array(
      z.pick(costSeriesSchema, {
        key: true,
        label: true,
        othersCount: true,
        totalUsdMicros: true,
        previousUsdMicros: true,
        previousIsCounted: true,
        hasPage: true,
        points: true,
        rate: true,
      }),
    ),
    history: z.object({
      since: costsSchema.shape.history.shape.since,
      /** That history is currently not being written, and since when, but not why. */
      problem: z.nullable(z.object({ since: isoTime })),
    }),
  },
);
export type GuestCosts = z.infer<typeof guestCostsSchema>;

/**
 * `POST /api/shared/{token}/unlock`, a form with `password`. Answers how long this browser may go without entering it
 * again.
 */
export const unlockedSchema = z.object({ until: isoTime });
