"use client";

import { useQuery } from "@tanstack/react-query";
import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { useCostsSource } from "@/components/status/source/costs-source";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";
import { CostControls } from "./cost-controls";
import { costsQueryOf } from "./costs-query-of";
import { CostsSkeleton } from "./costs-skeleton";
import { CostsView } from "./costs-view";
import { CostsUnreadable } from "./figures/costs-unreadable";
import { useCostView } from "./use-cost-view";

export function CostsPage() {
  const now = useServerNow(MINUTE_MS);
  // During server rendering, the reader's day and time zone are unknown, so there is nothing to ask for yet.
  return now === 0 ? <CostsSkeleton /> : <CostsAt now={now} />;
}

function CostsAt({ now }: { now: EpochMs }) {
  const [view, changeView] = useCostView();
  const query = costsQueryOf(view, now, useOwnTimeZone());
  const { data, error, isPlaceholderData, refetch } = useQuery(useCostsSource()(query));
  const controls = <CostControls view={view} query={query} now={now} onChange={changeView} />;
  if (data) {
    return <CostsView costs={data} query={query} controls={controls} error={error} isLoading={isPlaceholderData} />;
  }
  if (error) return <CostsUnreadable error={error} controls={controls} onRetry={refetch} />;
  return <CostsSkeleton controls={controls} />;
}
