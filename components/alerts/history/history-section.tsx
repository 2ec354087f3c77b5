"use client";

import { NotUpdated } from "@/components/status/not-updated";
import { NextPage } from "@/components/ui/next-page";
import { RetryCallout } from "@/components/ui/retry-callout";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { problemText } from "@/lib/queries/request";
import { HistoryFilters } from "./history-filters";
import { HistoryRow } from "./history-row";
import { historyQueryOf, useHistoryView } from "./use-history-view";
import { usePastAlerts } from "./use-past-alerts";

/** What is over, the latest first, page by page into the past. */
export function HistorySection() {
  const [view, changeView] = useHistoryView();
  const asked = historyQueryOf(view);
  const { alerts, error, pages } = usePastAlerts(asked);
  const { isFetching, refetch } = pages;
  const isFiltered = Object.keys(asked).length > 1;
  return (
    <Section id="history" title="History" actions={<HistoryFilters view={view} onChange={changeView} />}>
      {alerts !== null && <NotUpdated error={error} />}
      {alerts === null && error === null && <Skeleton className="h-48" />}
      {alerts === null && error !== null && (
        <RetryCallout title="The history cannot be read" isRetrying={isFetching} onRetry={() => void refetch()}>
          {problemText(error)}
        </RetryCallout>
      )}
      {alerts?.length === 0 && (
        <p className="py-8 text-center text-muted">
          {isFiltered ? "No alert matches this search." : "Nothing has fired and ended yet."}
        </p>
      )}
      {alerts !== null && alerts.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
          {alerts.map((alert) => (
            <HistoryRow key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      <NextPage label="Show older" query={pages} />
    </Section>
  );
}
