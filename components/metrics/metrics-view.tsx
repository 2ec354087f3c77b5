"use client";

import { clsx } from "clsx";
import { useMemo } from "react";
import type { Account } from "@/lib/contract/fleet";
import { freshnessOf, isOld } from "@/lib/domain/cluster/freshness";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import type { ReadMetrics } from "@/lib/queries/metrics-query";
import { MetricAlerts } from "./metric-alerts";
import { metricCards } from "./metric-cards";
import { MetricFigures } from "./metric-figures";
import { sourceWords } from "./metric-source-words";
import { MetricTable } from "./metric-table";
import type { useMetricsView } from "./use-metrics-view";

interface MetricsViewProps {
  metrics: ReadMetrics;
  view: ReturnType<typeof useMetricsView>[0];
  account: Account;
  /** How often new values can be expected. */
  intervalMs: number;
  /** Whether these are still the metrics of the previous window. */
  isLoading: boolean;
}

export function MetricsView({ metrics, view, account, intervalMs, isLoading }: MetricsViewProps) {
  const { span, series, alerts, observedAt } = metrics;
  const cards = useMemo(() => metricCards(metrics), [metrics]);
  const freshness = useServerTime((now) => freshnessOf(Date.parse(observedAt), now, intervalMs));
  if (cards.length === 0 && alerts.length === 0) {
    return (
      <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-muted">
        {account.providerLabel} is not sending any metrics for this cluster right now.
      </p>
    );
  }
  const isTable = view.metricsAs === "table" && series.length > 0;
  return (
    <div aria-busy={isLoading} className={clsx("flex flex-col gap-3 transition-opacity", isLoading && "opacity-50")}>
      <MetricAlerts alerts={alerts} providerLabel={account.providerLabel} />
      {isTable ? (
        <MetricTable series={series} span={span} window={view.metrics} />
      ) : (
        <MetricFigures cards={cards} span={span} isOld={isOld(freshness)} />
      )}
      {cards.length > 0 && <p className="text-xs text-muted">{sourceWords(metrics, account)}</p>}
    </div>
  );
}
