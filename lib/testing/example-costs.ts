import type { Amount } from "@/lib/contract/amount";
import type { CostSeries, Costs } from "@/lib/contract/costs";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { HOUR_MS } from "@/lib/domain/time/epoch";

export const DAY = Date.UTC(2026, 10, 20);

export function iso(hour: number): string {
  return new Date(DAY + hour * HOUR_MS).toISOString();
}

/** A series whose buckets cost these dollar amounts. */
export function seriesOf(key: string, dollars: readonly number[], rate: readonly [number, number][] = []): CostSeries {
  return {
    key,
    label: key.toUpperCase(),
    totalUsdMicros: usdMicros(dollars.reduce((sum, value) => sum + value, 0) * 1_000_000),
    previousUsdMicros: usdMicros(0),
    previousIsCounted: true,
    points: dollars.map((value, hour) => ({
      start: iso(hour),
      usdMicros: usdMicros(value * 1_000_000),
      observedShare: 1,
    })),
    rate: stepsOf(rate),
  };
}

/** Steps at hours, in dollars per hour. */
export function stepsOf(steps: readonly [hour: number, dollars: number][]): Costs["rate"] {
  return steps.map(([hour, dollars]) => ({ at: iso(hour), usdMicrosPerHour: usdMicrosPerHour(dollars * 1_000_000) }));
}

/** Nothing, exactly, except for what the test changes. */
export function exampleAmount(change: Partial<Amount> = {}): Amount {
  const zero = { usdMicros: usdMicros(0), errorUsdMicros: usdMicros(0), unpricedClusterHours: 0 };
  return { ...zero, observedShare: 1, watchedFrom: null, laterAccounts: [], ...change };
}

/** Four hours of one day, the last of which is not over. */
export function costsOf(change: Partial<Costs> = {}): Costs {
  const zero = exampleAmount();
  return {
    generatedAt: iso(3.5),
    from: iso(0),
    to: iso(3.5),
    bucket: "hour",
    timeZone: "UTC",
    billingTimeZone: "UTC",
    totalUsdMicros: usdMicros(0),
    errorUsdMicros: usdMicros(0),
    unpricedClusterHours: 0,
    observedShare: 1,
    runRateUsdMicrosPerHour: usdMicrosPerHour(0),
    unpricedClusters: 0,
    watchedFrom: null,
    laterAccounts: [],
    previous: { ...zero, from: iso(-3.5), to: iso(0) },
    today: zero,
    yesterday: zero,
    month: { ...zero, from: iso(0), to: iso(24 * 11) },
    forecastMonthUsdMicros: usdMicros(0),
    budget: null,
    series: [],
    rate: [],
    gaps: [],
    accounts: [],
    history: { since: iso(-100), problem: null },
    ...change,
  };
}
