"use client";

import { useQuery } from "@tanstack/react-query";
import { AgeBadge } from "@/components/status/age-badge";
import { StatusMark } from "@/components/status/status-mark";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Section } from "@/components/ui/section";
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
export function MetricsSection({ cluster: { id, account } }: { cluster: ClusterDetail }) {
  const [view, setView] = useMetricsView();
  const query = { clusterId: id, window: view.metrics };
  const { data: metrics, error, isPlaceholderData, isFetching, refetch } = useQuery(metricsQuery(query));
  const problem = error ? problemText(error) : (metrics?.problem?.detail ?? null);
  const intervalMs = Math.max(METRICS_POLL_MS, account.pollIntervalMs);
  return (
    <Section
      id="metrics"
      title="Metrics"
      beside={
        metrics && (
          <AgeBadge observedAt={Date.parse(metrics.observedAt)} pollIntervalMs={intervalMs} account={account} />
        )
      }
      actions={
        <>
          <Segmented
            legend="Show metrics as"
            options={SHOWN_AS}
            value={view.metricsAs}
            onChange={(metricsAs) => setView({ metricsAs })}
          />
          <Segmented
            legend="Metrics period"
            options={offeredWindows(metrics, view.metrics)}
            value={view.metrics}
            onChange={(window) => setView({ metrics: window })}
          />
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem !== null && (
          <RetryCallout
            icon={<StatusMark mark="degraded" />}
            title={metrics ? "Something is missing here" : "The metrics cannot be read"}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          >
            {problem}
          </RetryCallout>
        )}
        {metrics && <MetricsView {...{ metrics, view, account, intervalMs }} isLoading={isPlaceholderData} />}
        {!metrics && !error && <MetricsSkeleton />}
      </div>
    </Section>
  );
}
