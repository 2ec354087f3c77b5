import { accruedCost, centsPerHour, type RateInterval, type UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TimeWindow } from "@/lib/domain/time/time-window";

const FIRST_CENTS = 1_000;
const MAX_RISE_CENTS = 300;
const MIN_MS = 200;
const MAX_MS = 3_000;

export interface PriceSchedule {
  centsAt(time: number): number;
  /** The true cost. A price that changes while a poll tells it, which takes longer on a busy machine, changes right after. */
  cost(window: TimeWindow, polls: readonly TimeWindow[]): UsdMicros;
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
  return {
    centsAt: (time) => steps.findLast(({ at }) => at <= time)?.cents ?? FIRST_CENTS,
    cost: (window, polls) => {
      const afterPoll = (at: EpochMs) => polls.find((poll) => poll.from < at && at <= poll.to)?.to ?? at;
      const intervals: RateInterval[] = steps.map((step, index) => ({
        from: afterPoll(step.at),
        to: afterPoll(steps[index + 1]?.at ?? to),
        usdMicrosPerHour: centsPerHour(step.cents),
      }));
      return accruedCost(intervals, window);
    },
  };
}
