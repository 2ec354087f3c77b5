import type { Costs } from "@/lib/contract/costs";
import { restOfRate, sumRates, type UsdMicrosPerHour, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { MAX_RATE_STEPS, type RateStep, samplingTimes } from "@/lib/domain/money/rate-steps";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import { type ChartSeries, OTHERS_KEY } from "./chart-series";

/** The rates from this moment until the next row, in the order of the series. */
export interface RateRow {
  at: EpochMs;
  rates: UsdMicrosPerHour[];
  total: UsdMicrosPerHour;
}

const NOTHING = usdMicrosPerHour(0);

/** A row for each moment at which a rate changed; if there are too many, rows spread evenly over the window. */
export function stackedRates(series: readonly ChartSeries[], total: Costs["rate"], window: TimeWindow): RateRow[] {
  const totalSteps = timed(total);
  const seriesSteps = series.map(({ rate }) => timed(rate));
  const changes = [totalSteps, ...seriesSteps].flatMap((steps) => steps.map(({ at }) => at));
  const inside = [...new Set(changes)].filter((at) => at >= window.from && at < window.to).sort((a, b) => a - b);
  const times = inside.length > MAX_RATE_STEPS ? samplingTimes(window) : inside;
  const totals = ratesAt(totalSteps, times);
  const known = seriesSteps.map((steps) => ratesAt(steps, times));
  return times.map((at, index) => {
    const sum = totals[index] ?? NOTHING;
    const parts = known.map((rates) => rates[index] ?? NOTHING);
    const rates = series.map(({ key }, place) =>
      key === OTHERS_KEY ? restOfRate(sum, parts) : (parts[place] ?? NOTHING),
    );
    return { at, rates, total: sumRates(rates) ?? NOTHING };
  });
}

function timed(steps: Costs["rate"]): RateStep[] {
  return steps.map(({ at, usdMicrosPerHour }) => ({ at: Date.parse(at), usdMicrosPerHour }));
}

/** The rate at each of the given times. Steps and times are both in order. */
function ratesAt(steps: readonly RateStep[], times: readonly EpochMs[]): UsdMicrosPerHour[] {
  let next = 0;
  let rate = NOTHING;
  return times.map((at) => {
    for (let step = steps[next]; step && step.at <= at; step = steps[next]) {
      rate = step.usdMicrosPerHour;
      next += 1;
    }
    return rate;
  });
}
