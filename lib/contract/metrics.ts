import { z } from "zod/mini";
import { ALERT_SEVERITIES } from "@/lib/domain/cluster/metrics";
import { isoTime } from "./primitives";
import { problemSchema } from "./problem";

/** The code of the problem that the provider has not answered yet: its answer is waited for, and there for whoever asks again soon. */
export const LATE = "late" as const;

const metric = { key: z.string(), label: z.string(), unit: z.nullable(z.string()) };

/** `GET /api/clusters/{clusterId}/metrics?window=1h|6h|24h|7d|30d|1y`. What the provider does not send is absent, not zero. */
export const metricsSchema = z.object({
  current: z.array(z.object({ ...metric, value: z.number() })),
  series: z.array(z.object({ ...metric, points: z.array(z.tuple([isoTime, z.number()])) })),
  alerts: z.array(z.object({ severity: z.enum(ALERT_SEVERITIES), title: z.string(), since: z.nullable(isoTime) })),
  /** When the current values were measured. */
  observedAt: isoTime,
  /** Who kept the series: the provider, or this server from its own readings. */
  seriesFrom: z.enum(["provider", "samples"]),
  /** What this server keeps from its own readings. */
  recording: z.object({
    /** `always`: each reading of the cluster brings these values along; `on-demand`: only while somebody asks; `no`: nothing is measured at present. */
    now: z.enum(["always", "on-demand", "no"]),
    /** When what is kept begins; `null` where nothing is, or it cannot be read. */
    since: z.nullable(isoTime),
    /** How far apart the latest samples are, as a rule; `null` where too few are kept. */
    everyMs: z.nullable(z.number()),
  }),
  /** Why something is missing: the provider or the history did not answer. What there is stands beside it. */
  problem: z.nullable(problemSchema),
});
export type Metrics = z.infer<typeof metricsSchema>;
