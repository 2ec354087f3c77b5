import "server-only";
import { NO_COST, roundCost, sumCosts, type UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { calendarUnitAround } from "@/lib/domain/time/time-window";
import type { Watch } from "@/lib/domain/time/watch";
import type { History } from "../../history/open-history";
import type { ClusterFilter } from "../../history/read/cluster-filter";
import { costIn } from "./cost-outline";
import { readWatches } from "./read-watches";

interface MonthQuery {
  timeZone: string;
  now: EpochMs;
  filter: ClusterFilter;
}

export interface MonthToDate {
  from: EpochMs;
  /** Each account is counted up to its last reading before this. */
  asOf: EpochMs;
  timeZone: string;
  usdMicros: UsdMicros;
  errorUsdMicros: UsdMicros;
  unpricedMs: number;
  watches: readonly Watch[];
}

/** What clusters cost since the month began on the clocks of `timeZone`, and how well that is known. */
export async function readMonthToDate(history: History, { timeZone, now, filter }: MonthQuery): Promise<MonthToDate> {
  const window = { from: calendarUnitAround(now, "month", timeZone).from, to: now };
  let cost = NO_COST;
  for await (const samples of history.sampleCosts([window.from, now], "group", filter))
    cost = sumCosts([cost, ...samples.map((sample) => costIn(sample, window))]);
  const doubt = await history.readWindowDoubt(window, filter);
  const [watches = []] = await readWatches(history, filter, [[window]], now);
  return { from: window.from, asOf: now, timeZone, usdMicros: roundCost(cost), ...doubt, watches };
}
