import "server-only";
import { METRICS_WINDOW_MS } from "@/lib/domain/cluster/metrics";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ProviderHttp } from "@/lib/server/providers/http/http";
import type { ProviderClient } from "@/lib/server/providers/spec";
import type { ApiVersion } from "./api-version";
import { toLogLines } from "./log-lines";
import { bareMetricsSchema, logsSchema, metricsSchema } from "./wire-performance";

/** The provider's clock may be ahead of ours. */
const CLOCK_SLACK_MS = 5 * 60_000;

interface Surroundings {
  http: ProviderHttp;
  headers: Record<string, string>;
  now: () => EpochMs;
  /** The version that the account turned out to have. */
  version: () => ApiVersion;
}

/** What a person asks of one cluster: v1 answers it with parts of the details, v2 has a call for the current values only. */
export function createPerformance({
  http,
  headers,
  now,
  version,
}: Surroundings): Required<Pick<ProviderClient, "readMetrics" | "readLogs">> {
  const pathOf = (id: string) => `${version()}/clusters/${encodeURIComponent(id)}`;
  return {
    async readMetrics({ providerClusterId }, window, signal) {
      const path = pathOf(providerClusterId);
      const at = now();
      const { measuredAt, ...metrics } =
        version() === "/v2"
          ? await http.getJson({ path: `${path}/metrics`, headers, schema: bareMetricsSchema, signal })
          : await http.getJson({
              path,
              query: {
                include_metrics: true,
                metrics_window: window,
                include_logs: false,
                include_cost_breakdown: false,
              },
              headers,
              schema: metricsSchema({ from: at - METRICS_WINDOW_MS[window], to: at + CLOCK_SLACK_MS }),
              signal,
            });
      const readAt = now();
      // An alert cannot have begun after it was read.
      const alerts = metrics.alerts.map((alert) => ({
        ...alert,
        since: alert.since !== null && alert.since > readAt ? null : alert.since,
      }));
      return { ...metrics, alerts, measuredAt: Math.min(measuredAt ?? at, readAt) };
    },

    async readLogs({ providerClusterId }, signal) {
      const query = { include_metrics: false, include_logs: true, include_cost_breakdown: false };
      const path = pathOf(providerClusterId);
      return toLogLines(await http.getJson({ path, query, headers, schema: logsSchema, signal }));
    },
  };
}
