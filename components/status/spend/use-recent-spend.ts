import { use, useMemo } from "react";
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
  const spentBy = useMemo(
    () => onceEach((readAt: EpochMs | null) => spentToday(cluster, zone, readAt)),
    [cluster, zone],
  );
  return useAges((ages) => spentBy(ages.observedAt(cluster.id)));
}

function spentToday(cluster: Cluster, zone: string | null, readAt: EpochMs | null): string {
  if (zone === null || !isKnownZone(zone) || readAt === null) return "";
  const spent = spentSince(cluster, { from: startOfDay(readAt, zone), to: readAt });
  return spent === null || spent === 0 ? "" : formatShortAmount(spent);
}

/** Asked every second, it computes only for another input than the last. */
function onceEach<Input extends string | number | null, Output>(compute: (input: Input) => Output) {
  let last: { input: Input; output: Output } | null = null;
  return (input: Input): Output => {
    if (last?.input !== input) last = { input, output: compute(input) };
    return last.output;
  };
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
