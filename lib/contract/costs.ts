import { z } from "zod/mini";
import { BUCKET_UNITS } from "@/lib/domain/time/time-window";
import { count, isoTime, usdMicros, usdMicrosPerHour } from "./primitives";

export const COST_GROUPINGS = ["none", "provider", "account", "cluster", "gpu-model"] as const;
export type CostGrouping = (typeof COST_GROUPINGS)[number];

/** An answer is cut into no more buckets … */
export const MAX_COST_BUCKETS = 2_000;
/** … and one to a guest into no more than these. */
export const MAX_GUEST_COST_BUCKETS = 800;
/** It tells no more series, and no more points of all series together: then all others are told as one. */
export const MAX_COST_SERIES = 100;
export const MAX_COST_POINTS = 20_000;

const share = z.number().check(z.nonnegative());

const amountSchema = z.object({
  usdMicros,
  errorUsdMicros: usdMicros,
  /** What is not in the amount, because no price is known of it. */
  unpricedClusterHours: share,
});

const budgetSchema = z.object({ usdMicros, /** Of the month until now; above 1 when overspent. */ usedShare: share });

/** A sum of known rates from `at` until the next step. */
const rateStepSchema = z.object({ at: isoTime, usdMicrosPerHour });

export const costSeriesSchema = z.object({
  key: z.string(),
  label: z.string(),
  /** Of the last series, how many it stands for, where there are too many to tell each. */
  othersCount: z.optional(count),
  totalUsdMicros: usdMicros,
  /** One for each bucket of the answer, in order. */
  points: z.array(z.object({ start: isoTime, usdMicros, observedShare: share })),
  /** At least for the seven largest series: a chart shows no more. What remains of the answer's `rate` is all others together. */
  rate: z.optional(z.array(rateStepSchema)),
  /** A provider's or an account's own, where the configuration gives it one. */
  budget: z.optional(budgetSchema),
});
export type CostSeries = z.infer<typeof costSeriesSchema>;

/** What a provider itself says that a cluster has cost, beside ours. */
const providerFigureSchema = z.object({
  usdMicros,
  at: isoTime,
  /** When we first read this figure, and what it was: what had accrued before we watched. */
  firstAt: isoTime,
  firstUsdMicros: usdMicros,
  /** What the provider added between both readings, less what we did. */
  differenceUsdMicros: usdMicros,
});

/**
 * `GET /api/costs?from&to&bucket&groupBy&timeZone&clusterId`. `from` and `to` are times, or dates such as 2026-11-01, which are
 * the beginning of that day on the clocks of `timeZone`. Without `from`, history's beginning; without `to`, now. What is to come
 * has no costs yet: a later `from` or `to` is taken, and answered, as now. More than `MAX_COST_BUCKETS` buckets (guests:
 * `MAX_GUEST_COST_BUCKETS`), or more of them than can be added up over so many clusters, are refused with what would be answered (400).
 * While others are being added up it may be busy (503, with `Retry-After`). An answer may be as old as the latest reading.
 */
export const costsSchema = z.object({
  generatedAt: isoTime,
  from: isoTime,
  to: isoTime,
  bucket: z.enum(BUCKET_UNITS),
  timeZone: z.string(),
  totalUsdMicros: usdMicros,
  errorUsdMicros: usdMicros,
  unpricedClusterHours: share,
  observedShare: share,
  /** Now, whatever the range. */
  runRateUsdMicrosPerHour: usdMicrosPerHour,
  /** Clusters that are billed now, at a price that is not known: not in the run rate, nor in the forecast. */
  unpricedClusters: count,
  /** The day around now on the clocks of `timeZone`, until now. */
  today: amountSchema,
  /** The month around now, until now; `to` is its end. */
  month: z.extend(amountSchema, { from: isoTime, to: isoTime }),
  forecastMonthUsdMicros: usdMicros,
  budget: z.nullable(budgetSchema),
  /**
   * Largest first, at most 100, and of more than 200 buckets fewer, so that there are at most 20 000 points. The last is then all
   * others together, with the key `others`.
   */
  series: z.array(costSeriesSchema),
  rate: z.array(rateStepSchema),
  /** Times inside the window in which an account that has clusters here was not read, of each the 500 longest. `label` is the account's. */
  gaps: z.array(z.object({ from: isoTime, to: isoTime, label: z.string() })),
  history: z.object({
    /** The first reading of what is asked about; `null` before it. */
    since: z.nullable(isoTime),
    /** Why history is not being written at present (`storage`), or why what it says of the window is doubtful (`clock`). */
    problem: z.nullable(z.object({ cause: z.enum(["storage", "clock"]), detail: z.string(), since: isoTime })),
  }),
  /** Of the one cluster asked about, where its provider gives one. */
  providerFigure: z.optional(providerFigureSchema),
});
export type Costs = z.infer<typeof costsSchema>;
