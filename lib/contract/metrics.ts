import { z } from "zod/mini";
import { ALERT_SEVERITIES } from "@/lib/domain/cluster/metrics";
import { isoTime } from "./primitives";
import { problemSchema } from "./problem";

const metric = { key: z.string(), label: z.string(), unit: z.nullable(z.string()) };

/**
 * `GET /api/clusters/{clusterId}/metrics?window=1h|6h|24h|7d|30d|1y`. Values that the provider does not send are
 * absent, not zero.
 */
export const metricsSchema = z.object({
  current: z.array(z.object({ ...metric, value: z.number() })),
  series: z.array(z.object({ ...metric, points: z.array(z.tuple([isoTime, z.number()])) })),
  alerts: z.array(z.object({ severity: z.enum(ALERT_SEVERITIES), title: z.string(), since: z.nullable(isoTime) })),
  /** When the current values were measured. */
  observedAt: isoTime,
  /** Whose series these are: the provider's own, or this server's samples. */
  seriesFrom: z.enum(["provider", "samples"]),
  /** What this server samples from its own readings. */
  recording: z.object({
    /**
     * `always`: every reading of the cluster includes these values; `on-demand`: only while somebody asks; `no`:
     * nothing is currently measured.
     */
    now: z.enum(["always", "on-demand", "no"]),
    /** The time of the oldest sample; `null` if there is none, or it cannot be read. */
    since: z.nullable(isoTime),
    /** The typical time between the latest samples; `null` if there are too few. */
    everyMs: z.nullable(z.number()),
  }),
  /**
   * Why something is missing: the provider or the history did not answer. The answer still contains everything else.
   */
  problem: z.nullable(problemSchema),
});
export type Metrics = z.infer<typeof metricsSchema>;
