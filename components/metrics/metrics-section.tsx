"use client";

import { useQuery } from "@tanstack/react-query";
import { AgeBadge } from "@/components/status/age-badge";
import { StatusMark } from "@/components/status/status-mark";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Segmented } from "@/components/ui/segmented";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { METRICS_POLL_MS, metricsQuery } from "@/lib/queries/metrics-query";
import { problemText } from "@/lib/queries/request";
import { offeredWindows } from "./metric-windows";
import { MetricsSkeleton } from "./metrics-skeleton";
import { MetricsView } from "./metrics-view";
import { useMetricsView } from "./use-metrics-view";

const SHOWN_AS = [
  { id: "charts", content: "Charts" },
  { id: "table", content: "Table" },
] as const;

/** How a cluster performs and has performed. If a request fails, the last answer stays. */
export function MetricsSection({ cluster: { id, connection } }: { cluster: ClusterDetail }) {
  const [view, setView] = useMetricsView();
  const question = { clusterId: id, window: view.metrics };
  const { data: metrics, error, isPlaceholderData, isFetching, refetch } = useQuery(metricsQuery(question));
  const problem = error ? problemText(error) : (metrics?.problem?.detail ?? null);
  const intervalMs = Math.max(METRICS_POLL_MS, connection.pollIntervalMs);
  return (
    <section aria-labelledby="metrics" className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <div className="flex items-center gap-2.5">
          <h2 id="metrics" className="text-sm font-semibold">
            Metrics
          </h2>
          {metrics && (
            <AgeBadge observedAt={Date.parse(metrics.observedAt)} pollIntervalMs={intervalMs} connection={connection} />
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <Segmented
            legend="Show metrics as"
            options={SHOWN_AS}
            value={view.metricsAs}
            onChange={(metricsAs) => void setView({ metricsAs })}
          />
          <Segmented
            legend="Metrics period"
            options={offeredWindows(metrics, view.metrics)}
            value={view.metrics}
            onChange={(window) => void setView({ metrics: window })}
          />
        </div>
      </div>
      <div className="flex flex-col gap-3">
        {problem !== null && (
          <div role="alert">
            <Callout
              icon={<StatusMark mark="degraded" />}
              title={metrics ? "Something is missing here" : "The metrics cannot be read"}
              actions={
                <Button onClick={() => refetch()} disabled={isFetching}>
                  Try again
                </Button>
              }
            >
              {problem}
            </Callout>
          </div>
        )}
        {metrics && <MetricsView {...{ metrics, view, connection, intervalMs }} isLoading={isPlaceholderData} />}
        {!metrics && !error && <MetricsSkeleton />}
      </div>
    </section>
  );
}
