import "server-only";
import type { WatchedBudget } from "@/lib/domain/alerts/conditions/situation";
import { costOf, roundCost, sumRates, sumUsd, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { chargedRate } from "@/lib/domain/money/rate";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { calendarUnitAround } from "@/lib/domain/time/time-window";
import type { AccountSnapshot } from "../poller/account-snapshot";
import type { MonthToDate } from "../views/costs/month-to-date";
import type { Spend } from "./families/spend-families";

/** The scope of the whole fleet, also if it has a budget. */
const ALL = "all";

/** What is spent this month: by the whole fleet, as soon as the history has been read, and of each budget. */
export function readSpends(
  snapshots: readonly AccountSnapshot[],
  month: MonthToDate | null,
  budgets: readonly WatchedBudget[],
  now: EpochMs,
): Spend[] {
  if (month === null) return [...budgets];
  const { to } = calendarUnitAround(now, "month", month.timeZone);
  const rates = snapshots.flatMap(({ clusters }) =>
    [...clusters.values()].map(({ reading }) => chargedRate(reading.rate)),
  );
  const runRate = sumRates(rates) ?? usdMicrosPerHour(0);
  const whole = {
    ...{ id: ALL, spent: month.usdMicros },
    forecast: sumUsd([month.usdMicros, roundCost(costOf(runRate, Math.max(0, to - month.asOf)))]),
    limit: budgets.find(({ id }) => id === ALL)?.limit ?? null,
  };
  return [whole, ...budgets.filter(({ id }) => id !== ALL)];
}
