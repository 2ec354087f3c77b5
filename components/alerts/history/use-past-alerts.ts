import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { AlertsQuery } from "@/lib/contract/alerts/alerts";
import { latestAlertsQuery, pastAlertsQuery } from "@/lib/queries/alerts/alerts-query";
import { alertsTag, subscribeToAlertsTag } from "@/lib/queries/alerts/alerts-tag";
import { joinLatest } from "./join-latest";

const noTag = () => null;

/** Alerts that are over, the latest first. Only the first page is asked for again. */
export function usePastAlerts(asked: Omit<AlertsQuery, "before">) {
  const tag = useSyncExternalStore(subscribeToAlertsTag, alertsTag, noTag);
  const pages = useInfiniteQuery(pastAlertsQuery(asked));
  const { data, dataUpdatedAt, refetch } = pages;
  const first = data?.pages[0];
  const latest = useQuery({
    ...latestAlertsQuery(asked, tag),
    enabled: first !== undefined,
    initialData: () => first && { ...first, tag },
    initialDataUpdatedAt: dataUpdatedAt,
  });
  const joined = useMemo(
    () => data && joinLatest(data.pages, latest.data ?? { alerts: [], before: null }),
    [data, latest.data],
  );
  const hasGap = joined?.hasGap === true;
  useEffect(() => {
    if (hasGap) void refetch();
  }, [hasGap, refetch]);
  return { alerts: joined?.alerts ?? null, error: pages.error ?? latest.error, pages };
}
