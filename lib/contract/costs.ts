import { z } from "zod/mini";
import { BUCKET_UNITS } from "@/lib/domain/time/time-window";
import { amountSchema, coverageShape } from "./amount";
import { count, isoTime, share, usdMicros, usdMicrosPerHour } from "./primitives";

export const COST_GROUPINGS = ["none", "provider", "account", "cluster", "gpu-model"] as const;
export type CostGrouping = (typeof COST_GROUPINGS)[number];

/** The most buckets in an answer … */
export const MAX_COST_BUCKETS = 2_000;
/** … and in one to a guest. */
export const MAX_GUEST_COST_BUCKETS = 800;
/** The most series, and the most points of all series together; the remaining series are combined into one. */
export const MAX_COST_SERIES = 100;
export const MAX_COST_POINTS = 20_000;

const budgetSchema = z.object({
  usdMicros,
  /** The share used in the month so far, of what is known of the month; above 1 if overspent. */ usedShare: share,
});

/** The sum of known rates from `at` until the next step. */
const rateStepSchema = z.object({ at: isoTime, usdMicrosPerHour });

export const costSeriesSchema = z.object({
  key: z.string(),
  label: z.string(),
  /** How many series the last one combines, if there are too many to list each. */
  othersCount: z.optional(count),
  /** True if all its accounts are retired, so that its costs are past. Left out otherwise. */
  retired: z.optional(z.boolean()),
  totalUsdMicros: usdMicros,
  /** The cost in the answer's `previous` time. */
  previousUsdMicros: usdMicros,
  /** Whether all its accounts had been read before that time began; if not, the difference is not known. */
  previousIsCounted: z.boolean(),
  /** For a cluster: whether `GET /api/clusters/{id}` answers for it, as it does until 30 days after it has gone. */
  hasPage: z.optional(z.boolean()),
  /** One point per bucket of the answer, in order. `observedShare` is of the whole bucket. */
  points: z.array(z.object({ start: isoTime, usdMicros, observedShare: share })),
  /**
   * Present for at least the seven largest series: a chart shows no more. The remainder of the answer's `rate` belongs
   * to all others together.
   */
  rate: z.optional(z.array(rateStepSchema)),
  /** The provider's or account's own budget, if the configuration sets one. */
  budget: z.optional(budgetSchema),
});
export type CostSeries = z.infer<typeof costSeriesSchema>;

/** What a cluster has cost according to its provider, beside our own figure. */
const providerFigureSchema = z.object({
  usdMicros,
  at: isoTime,
  /** When we first read this figure, and its amount: what had accrued before we were watching. */
  firstAt: isoTime,
  firstUsdMicros: usdMicros,
  /** What the provider added between both readings, minus what we added. */
  differenceUsdMicros: usdMicros,
  /** How far off our own amount between both readings may be … */
  errorUsdMicros: usdMicros,
  /** … and for how long in that time nobody watched, or the price was unknown. */
  unwatchedHours: share,
  unpricedHours: share,
});

/**
 * `GET /api/costs?from&to&bucket&groupBy&timeZone&clusterId`. `from` and `to` are times, or dates such as 2026-11-01,
 * which mean the start of that day in `timeZone`, the billing time zone unless given. It also divides days and months into
 * buckets, but moves neither `today`, `month`, the forecast nor a budget: these follow the billing time zone. Without
 * `from`, the start of the history; without `to`, now. The future has no costs yet: a later `from` or `to` is treated,
 * and returned, as now. More than `MAX_COST_BUCKETS` buckets (guests: `MAX_GUEST_COST_BUCKETS`), or more of them than
 * can be added up over so many clusters, are refused with what is possible (400). While other costs are being added up
 * the server may be busy (503, with `Retry-After`). An answer may be as old as the latest reading.
 */
export const costsSchema = z.object({
  generatedAt: isoTime,
  from: isoTime,
  to: isoTime,
  bucket: z.enum(BUCKET_UNITS),
  /** Where the range and its buckets begin. */
  timeZone: z.string(),
  /** Where `today` and `month` begin, whatever `timeZone` was chosen. */
  billingTimeZone: z.string(),
  totalUsdMicros: usdMicros,
  errorUsdMicros: usdMicros,
  unpricedClusterHours: share,
  ...coverageShape,
  /** The equally long time before the range. */
  previous: z.extend(amountSchema, { from: isoTime, to: isoTime }),
  /** The current rate, whatever the range. */
  runRateUsdMicrosPerHour: usdMicrosPerHour,
  /** Clusters that are billed now at an unknown price, and so are in neither the run rate nor the forecast. */
  unpricedClusters: count,
  /** The current day in `billingTimeZone`, until now. */
  today: amountSchema,
  /** The day before, in the same time zone. */
  yesterday: amountSchema,
  /** The current month in `billingTimeZone`, until now; `to` is its end. */
  month: z.extend(amountSchema, { from: isoTime, to: isoTime }),
  forecastMonthUsdMicros: usdMicros,
  budget: z.nullable(budgetSchema),
  /**
   * Largest first, at most 100, and fewer if there are more than 200 buckets, so that there are at most 20 000 points.
   * The last one then combines all others, with the key `others`.
   */
  series: z.array(costSeriesSchema),
  rate: z.array(rateStepSchema),
  /**
   * Times inside the window when an account that has clusters here was not read; the 500 longest per account. `label`
   * is the account's.
   */
  gaps: z.array(z.object({ from: isoTime, to: isoTime, label: z.string() })),
  /** When each account was last read: amounts are counted up to then. */
  accounts: z.array(z.object({ id: z.string(), readAt: isoTime })),
  history: z.object({
    /** The first reading of anything in the query; `null` before it. */
    since: z.nullable(isoTime),
    /**
     * Why history is currently not being written (`storage`), or why what it says about the window is doubtful
     * (`clock`).
     */
    problem: z.nullable(z.object({ cause: z.enum(["storage", "clock"]), detail: z.string(), since: isoTime })),
  }),
  /** For a query about one cluster, if its provider gives a figure. */
  providerFigure: z.optional(providerFigureSchema),
});
export type Costs = z.infer<typeof costsSchema>;
