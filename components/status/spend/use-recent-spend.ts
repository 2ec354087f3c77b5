import { createContext, use } from "react";
import type { Cluster } from "@/lib/contract/fleet";
import type { RateInterval, UsdMicros } from "@/lib/domain/money/cost";
import { rateIntervals, recentCost } from "@/lib/domain/money/recent-rates";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { startOfDay } from "@/lib/domain/time/start-of-day";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { AgesContext } from "../source/fleet-context";

/** The time zone in which the day began; `null` for this machine's. */
export const DayZoneContext = createContext<string | null>(null);

interface RecentSpend {
  intervals: RateInterval[];
  /** The day up to the last reading. */
  window: TimeWindow;
  /** Since midnight in the time zone of `DayZoneContext`; `null` if no price is known. */
  today: UsdMicros | null;
}

/** What a cluster cost recently, up to its last reading; `null` if there is no history. */
export function useRecentSpend({ id, recentRates }: Cluster): RecentSpend | null {
  const timeZone = use(DayZoneContext);
  const observedAt = use(AgesContext).observedAt.get(id);
  if (recentRates === undefined || observedAt === undefined) return null;
  const intervals = rateIntervals(recentRates, observedAt);
  const today = recentCost(intervals, { from: startOfDay(observedAt, timeZone), to: observedAt });
  return { intervals, window: { from: observedAt - DAY_MS, to: observedAt }, today };
}
