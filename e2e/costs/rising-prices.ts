import { accruedCost, centsPerHour, type RateInterval, type UsdMicros } from "@/lib/domain/money/cost";
import type { TimeWindow } from "@/lib/domain/time/time-window";

const FIRST_CENTS = 1_000;
const MAX_RISE_CENTS = 300;
const MIN_MS = 200;
const MAX_MS = 3_000;

export interface PriceSchedule {
  centsAt(time: number): number;
  /** The true cost. */
  cost(window: TimeWindow): UsdMicros;
}

/**
 * Prices that change at irregular times and only ever rise: between two readings they then lie between those two, however often
 * they changed, so the error that the ledger states must cover them. No price occurs twice.
 */
export function risingPrices(from: number, to: number, random: () => number): PriceSchedule {
  const steps: { at: number; cents: number }[] = [];
  let cents = FIRST_CENTS;
  for (let at = from; at < to; at += Math.round(MIN_MS + random() * (MAX_MS - MIN_MS))) {
    steps.push({ at, cents });
    cents += 1 + Math.floor(random() * MAX_RISE_CENTS);
  }
  const intervals: RateInterval[] = steps.map((step, index) => ({
    from: step.at,
    to: steps[index + 1]?.at ?? to,
    usdMicrosPerHour: centsPerHour(step.cents),
  }));
  return {
    centsAt: (time) => steps.findLast(({ at }) => at <= time)?.cents ?? FIRST_CENTS,
    cost: (window) => accruedCost(intervals, window),
  };
}
