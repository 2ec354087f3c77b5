import "server-only";
import type { Totals } from "@/lib/contract/fleet";
import { NO_COST, roundCost, sumCosts } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { calendarUnitAround } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import { costIn } from "./cost-outline";

interface MonthQuery {
  timeZone: string;
  now: EpochMs;
  filter: ClusterFilter;
}

/** What clusters cost since the month began on the clocks of `timeZone`, as the fleet shows it. */
export async function readMonthToDate(
  history: History,
  { timeZone, now, filter }: MonthQuery,
): Promise<NonNullable<Totals["month"]>> {
  const window = { from: calendarUnitAround(now, "month", timeZone).from, to: now };
  let cost = NO_COST;
  for await (const samples of history.sampleCosts([window.from, now], "group", filter))
    cost = sumCosts([cost, ...samples.map((sample) => costIn(sample, window))]);
  const { errorUsdMicros } = await history.readWindowDoubt(window, filter);
  return { usdMicros: roundCost(cost), errorUsdMicros, timeZone };
}
