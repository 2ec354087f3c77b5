import "server-only";
import type { WatchedBudget } from "@/lib/domain/alerts/conditions/situation";
import { costOf, knownRunRate, roundCost, sumRates, sumUsd, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { chargedRate } from "@/lib/domain/money/rate";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { calendarUnitAround, type TimeWindow } from "@/lib/domain/time/time-window";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { MonthToDate } from "../views/costs/month-to-date";
import type { Spend } from "./families/spend-families";

interface Known {
  snapshots: readonly AccountSnapshot[];
  /** `null` until the history has been read. */
  month: MonthToDate | null;
  budgets: readonly WatchedBudget[];
}

/** The scope of the whole fleet, also if it has a budget. */
const ALL = "all";

/** What is spent this month: by the whole fleet, and of each budget. What was last computed in an earlier month says nothing of this one. */
export function readSpends(
  { snapshots, month, budgets }: Known,
  { timeZone, now }: { timeZone: string; now: EpochMs },
): Spend[] {
  const current = calendarUnitAround(now, "month", timeZone);
  const spends = new Map<string, Spend>();
  for (const { id, spent, forecast, limit, asOf } of budgets) {
    // Of several budgets for the same, the one that is used up first counts.
    if ((spends.get(id)?.limit ?? limit) < limit) continue;
    const isOfThisMonth = asOf >= current.from;
    spends.set(id, { id, limit, spent: isOfThisMonth ? spent : null, forecast: isOfThisMonth ? forecast : null });
  }
  if (month === null || month.asOf < current.from) return [...spends.values()];
  const limit = spends.get(ALL)?.limit ?? null;
  spends.delete(ALL);
  const whole = { id: ALL, spent: month.usdMicros, forecast: forecastOf(snapshots, month, current), limit };
  return [whole, ...spends.values()];
}

function forecastOf(snapshots: readonly AccountSnapshot[], { usdMicros, asOf }: MonthToDate, { to }: TimeWindow) {
  const rates = snapshots.flatMap(({ clusters }) =>
    [...clusters.values()].map(({ reading }) => chargedRate(reading.rate)),
  );
  const hasUnknown = rates.includes(null) || snapshots.some(({ lastSuccessAt }) => lastSuccessAt === null);
  const runRate = knownRunRate(sumRates(rates) ?? usdMicrosPerHour(0), hasUnknown);
  return runRate === null ? null : sumUsd([usdMicros, roundCost(costOf(runRate, Math.max(0, to - asOf)))]);
}
