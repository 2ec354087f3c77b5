"use client";

import { use } from "react";
import type { Cluster } from "@/lib/contract/fleet";
import { BillingZoneContext } from "../source/billing-zone";
import { RateSparkline } from "./rate-sparkline";
import { useRecentRates, useSpentToday } from "./use-recent-spend";

/** "$412.60 today", by the billing time zone's day. An old reading says what it was at the time. */
export function SpentToday({ cluster, wasRead }: { cluster: Cluster; wasRead: boolean }) {
  const spent = useSpentToday(cluster);
  const billingTimeZone = use(BillingZoneContext);
  if (spent === "") return null;
  return (
    <span className="text-sm whitespace-nowrap text-muted tabular-nums" title={`Since midnight, ${billingTimeZone}`}>
      {spent} {wasRead ? "that day" : "today"}
    </span>
  );
}

/** The line of the past 24 hours. */
export function RecentRate({ cluster }: { cluster: Cluster }) {
  const rates = useRecentRates(cluster);
  return rates && <RateSparkline {...rates} />;
}
