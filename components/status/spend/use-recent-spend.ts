import { use } from "react";
import type { Cluster } from "@/lib/contract/fleet";
import { formatShortAmount } from "@/lib/domain/money/format-usd";
import { rateIntervals, recentCost } from "@/lib/domain/money/recent-rates";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import { startOfDay } from "@/lib/domain/time/start-of-day";
import { isKnownZone } from "@/lib/domain/time/zone-format";
import { AgesContext, useAges } from "../source/ages";
import { BillingZoneContext } from "../source/billing-zone";

/** Less than a pixel of a line that is a day wide. */
const LINE_STEP_MS = 10 * MINUTE_MS;

/**
 * "$412.60": what a cluster has cost since midnight in the billing time zone, by its last reading. Empty if that is
 * nothing, if no price is known, or if this browser does not know when midnight was.
 */
export function useSpentToday(cluster: Cluster): string {
  const zone = use(BillingZoneContext);
  return useAges((ages) => {
    const observedAt = ages.observedAt(cluster.id);
    if (zone === null || !isKnownZone(zone) || observedAt === null) return "";
    const spent = spentSince(cluster, { from: startOfDay(observedAt, zone), to: observedAt });
    return spent === null || spent === 0 ? "" : formatShortAmount(spent);
  });
}

/** A cluster's rates in the day up to its last reading; `null` if there is no history. */
export function useRecentRates({ id, recentRates }: Cluster) {
  const ages = use(AgesContext);
  // The line moves on by whole steps, and with every change of the cluster.
  useAges(() => Math.floor((ages.observedAt(id) ?? 0) / LINE_STEP_MS));
  const observedAt = ages.observedAt(id);
  if (recentRates === undefined || observedAt === null) return null;
  return {
    intervals: rateIntervals(recentRates, observedAt),
    window: { from: observedAt - DAY_MS, to: observedAt },
  };
}

function spentSince({ recentRates }: Cluster, window: { from: EpochMs; to: EpochMs }) {
  return recentRates === undefined ? null : recentCost(rateIntervals(recentRates, window.to), window);
}
