import { use } from "react";
import type { Cluster } from "@/lib/contract/fleet";
import type { RateInterval, UsdMicros } from "@/lib/domain/money/cost";
import { rateIntervals, recentCost } from "@/lib/domain/money/recent-rates";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { startOfDay } from "@/lib/domain/time/start-of-day";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { isKnownZone } from "@/lib/domain/time/zone-format";
import { BillingZoneContext } from "../source/billing-zone";
import { AgesContext } from "../source/fleet-context";

interface RecentSpend {
  intervals: RateInterval[];
  /** The day up to the last reading. */
  window: TimeWindow;
  /** Since midnight in the billing time zone; `null` if no price is known, or this browser does not know when that was. */
  today: UsdMicros | null;
  billingTimeZone: string | null;
}

/** What a cluster cost recently, up to its last reading; `null` if there is no history. */
export function useRecentSpend({ id, recentRates }: Cluster): RecentSpend | null {
  const billingTimeZone = use(BillingZoneContext);
  const observedAt = use(AgesContext).observedAt.get(id);
  if (recentRates === undefined || observedAt === undefined) return null;
  const intervals = rateIntervals(recentRates, observedAt);
  const isDayKnown = billingTimeZone !== null && isKnownZone(billingTimeZone);
  const today = isDayKnown
    ? recentCost(intervals, { from: startOfDay(observedAt, billingTimeZone), to: observedAt })
    : null;
  return { intervals, window: { from: observedAt - DAY_MS, to: observedAt }, today, billingTimeZone };
}
