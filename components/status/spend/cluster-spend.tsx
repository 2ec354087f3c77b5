"use client";

import type { Cluster } from "@/lib/contract/fleet";
import { formatShortAmount } from "@/lib/domain/money/format-usd";
import { RateSparkline } from "./rate-sparkline";
import { useRecentSpend } from "./use-recent-spend";

/** "$412.60 today", by the billing time zone's day. An old reading says what it was at the time. */
export function SpentToday({ cluster, wasRead }: { cluster: Cluster; wasRead: boolean }) {
  const spend = useRecentSpend(cluster);
  if (spend === null || spend.today === null || spend.today === 0) return null;
  return (
    <span
      className="text-sm whitespace-nowrap text-muted tabular-nums"
      title={`Since midnight, ${spend.billingTimeZone}`}
    >
      {formatShortAmount(spend.today)} {wasRead ? "that day" : "today"}
    </span>
  );
}

/** The line of the past 24 hours. */
export function RecentRate({ cluster }: { cluster: Cluster }) {
  const spend = useRecentSpend(cluster);
  return spend && <RateSparkline intervals={spend.intervals} window={spend.window} />;
}
