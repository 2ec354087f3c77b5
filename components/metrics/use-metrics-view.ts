import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { METRICS_WINDOWS } from "@/lib/domain/cluster/metrics";

/** How far back metrics are shown, and how: part of the URL, so that the view can be shared. */
export function useMetricsView() {
  return useQueryStates({
    metrics: parseAsStringLiteral(METRICS_WINDOWS).withDefault("1h"),
    metricsAs: parseAsStringLiteral(["charts", "table"]).withDefault("charts"),
  });
}
