import "server-only";
import { z } from "zod";
import type { MetricsReading } from "@/lib/domain/cluster/metrics";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { toAlerts } from "./metrics/alerts";
import { toMetricSeries } from "./metrics/series";
import { readTime } from "./metrics/time";
import { toMetricValues } from "./metrics/values";
import { firstProperty, ownProperty } from "./own-property";
import { enveloped, lenient } from "./wire-shapes";

const performance = {
  current: z.unknown().optional().transform(measured),
  alerts: z.unknown().optional().transform(toAlerts),
};

/** What every reading of a cluster's details brings along. */
export const currentMetricsSchema = z
  .object(performance)
  .transform(({ current, alerts }) => ({ ...current, alerts }))
  .nullish();

/** The answer to a question for a window. `measuredAt` is `null` where it does not say. */
export type WireMetrics = Omit<MetricsReading, "measuredAt"> & { measuredAt: number | null };

const NONE: WireMetrics = { measuredAt: null, current: [], series: [], alerts: [] };

export function metricsSchema(window: TimeWindow): z.ZodType<WireMetrics> {
  const metrics = z
    .object({
      ...performance,
      historical: z
        .unknown()
        .optional()
        .transform((raw) => toMetricSeries(raw, window)),
    })
    .transform(({ current, historical: series, alerts }) => ({ ...current, series, alerts }));
  return enveloped(z.object({ metrics: lenient(metrics) }).transform((cluster) => cluster.metrics ?? NONE));
}

/** v2's call of its own: numbers in camelCase, without units, history or alerts. */
export const bareMetricsSchema: z.ZodType<WireMetrics> = z
  .record(z.string(), z.unknown())
  .transform((raw) => ({ ...NONE, ...measured(ownProperty(raw, "data") ?? raw) }));

/** Their name and shape are not documented. */
export const logsSchema: z.ZodType<unknown> = enveloped(
  z
    .record(z.string(), z.unknown())
    .transform((cluster) => firstProperty(cluster, ["logs", "recent_logs", "log_entries"])),
);

function measured(raw: unknown): Pick<WireMetrics, "measuredAt" | "current"> {
  return { measuredAt: readTime(firstProperty(raw, ["timestamp", "collected_at"])), current: toMetricValues(raw) };
}
