import type { Costs } from "@/lib/contract/costs";
import type { Metrics } from "@/lib/contract/metrics";
import { MAX_POINTS, METRICS_WINDOW_MS } from "@/lib/domain/cluster/metrics";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { DAY_MS } from "@/lib/domain/time/epoch";

export const METRIC_CHARTS = 8;
const COST_SERIES = 7;
const BARS = 100;

const iso = (at: number) => new Date(at).toISOString();

/** A week of everything that TensorOne measures, with as many points as the server sends; different in each round. */
export function metricsAnswer(round: number, now: number, hasSeries: boolean): Metrics {
  const metrics = Array.from({ length: METRIC_CHARTS }, (_, line) => ({
    key: `gpu_${line}`,
    label: `Metric ${line}`,
    unit: "%",
  }));
  const stepMs = METRICS_WINDOW_MS["7d"] / MAX_POINTS;
  const points = (line: number) =>
    Array.from({ length: MAX_POINTS }, (_, place): [string, number] => [
      iso(now - (MAX_POINTS - 1 - place) * stepMs),
      50 + 40 * Math.sin((place * (line + 1)) / 9 + round),
    ]);
  return {
    current: metrics.map((metric, line) => ({ ...metric, value: (round * 7 + line) % 100 })),
    series: hasSeries ? metrics.map((metric, line) => ({ ...metric, points: points(line) })) : [],
    alerts: [],
    observedAt: iso(now),
    seriesFrom: "provider",
    recording: { now: "always", since: null, everyMs: null },
    problem: null,
  };
}

/** As many bars, series and steps as the costs page ever draws; different in each round. */
export function costsAnswer(round: number, now: number): Costs {
  const from = now - BARS * DAY_MS;
  const steps = (line: number) =>
    Array.from({ length: MAX_POINTS }, (_, place) => ({
      at: iso(from + (place * BARS * DAY_MS) / MAX_POINTS),
      usdMicrosPerHour: usdMicrosPerHour(1_000_000 * (1 + ((place * 7 + line * 3 + round) % 20))),
    }));
  const watched = { observedShare: 1, watchedFrom: null, laterAccounts: [] };
  const amount = { usdMicros: usdMicros(1_000_000), errorUsdMicros: usdMicros(0), unpricedClusterHours: 0, ...watched };
  return {
    generatedAt: iso(now),
    from: iso(from),
    to: iso(now),
    bucket: "day",
    timeZone: "UTC",
    billingTimeZone: "UTC",
    totalUsdMicros: usdMicros(7_000_000_000 + round),
    errorUsdMicros: usdMicros(0),
    unpricedClusterHours: 0,
    ...watched,
    previous: { ...amount, from: iso(2 * from - now), to: iso(from) },
    runRateUsdMicrosPerHour: usdMicrosPerHour(70_000_000),
    unpricedClusters: 0,
    today: amount,
    yesterday: amount,
    month: { ...amount, from: iso(now - 10 * DAY_MS), to: iso(now + 20 * DAY_MS) },
    forecastMonthUsdMicros: usdMicros(9_000_000_000),
    budget: null,
    series: Array.from({ length: COST_SERIES }, (_, line) => ({
      key: `series-${line}`,
      label: `Series ${line}`,
      totalUsdMicros: usdMicros(1_000_000_000),
      previousUsdMicros: usdMicros(1_000_000_000),
      previousIsCounted: true,
      points: Array.from({ length: BARS }, (_, day) => ({
        start: iso(from + day * DAY_MS),
        usdMicros: usdMicros(1_000_000 * (5 + ((day + line + round) % 9))),
        observedShare: 1,
      })),
      rate: steps(line),
    })),
    rate: steps(COST_SERIES),
    gaps: [],
    accounts: [],
    history: { since: iso(from - DAY_MS), problem: null },
  };
}
