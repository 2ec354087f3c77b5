import { use } from "react";
import type { Cluster } from "@/lib/contract/fleet";
import type { RateInterval, UsdMicros } from "@/lib/domain/cost";
import { rateIntervals, recentCost, startOfOwnDay } from "@/lib/domain/recent-rates";
import type { TimeWindow } from "@/lib/domain/time-window";
import { AgesContext } from "./fleet-context";

const DAY_MS = 86_400_000;

interface RecentSpend {
  intervals: RateInterval[];
  /** The day until the last reading. */
  window: TimeWindow;
  /** Since the reader's midnight; `null` when no price is known. */
  today: UsdMicros | null;
}

/** What a cluster cost lately, until its last reading; `null` where there is no history. */
export function useRecentSpend({ id, recentRates }: Cluster): RecentSpend | null {
  const observedAt = use(AgesContext).observedAt.get(id);
  if (recentRates === undefined || observedAt === undefined) return null;
  const intervals = rateIntervals(recentRates, observedAt);
  const today = recentCost(intervals, { from: startOfOwnDay(observedAt), to: observedAt });
  return { intervals, window: { from: observedAt - DAY_MS, to: observedAt }, today };
}
