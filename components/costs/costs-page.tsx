"use client";

import { useQuery } from "@tanstack/react-query";
import { useBillingZone } from "@/components/status/source/billing-zone";
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
  const { billingTimeZone, error, refetch } = useBillingZone();
  // Without the time and the billing time zone, it is unknown which day it is, so there is nothing to ask for yet.
  if (now > 0 && billingTimeZone !== null) return <CostsAt now={now} billingTimeZone={billingTimeZone} />;
  return error ? <CostsUnreadable error={error} onRetry={refetch} /> : <CostsSkeleton />;
}

function CostsAt({ now, billingTimeZone }: { now: EpochMs; billingTimeZone: string }) {
  const [view, changeView] = useCostView();
  const query = costsQueryOf(view, now, billingTimeZone);
  const { data, error, isPlaceholderData, refetch } = useQuery(useCostsSource()(query));
  const controls = (
    <CostControls view={view} query={query} billingTimeZone={billingTimeZone} now={now} onChange={changeView} />
  );
  if (data) {
    return <CostsView costs={data} query={query} controls={controls} error={error} isLoading={isPlaceholderData} />;
  }
  if (error) return <CostsUnreadable error={error} controls={controls} onRetry={refetch} />;
  return <CostsSkeleton controls={controls} />;
}
