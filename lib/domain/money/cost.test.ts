import fc from "fast-check";
import { expect, it } from "vitest";
import { HOUR_MS } from "../time/epoch";
import { durationMs } from "../time/time-window";
import {
  accruedCost,
  changeError,
  costOf,
  exactCost,
  forecastCost,
  fromParts,
  monthlyPricePerHour,
  type RateInterval,
  roundCost,
  roundParts,
  sumCosts,
  sumUsd,
  toParts,
  unpricedMs,
  usdMicros,
  usdMicrosPerHour,
} from "./cost";

const RUNS = { numRuns: 1_000 };
const time = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
const rate = fc.integer({ min: 0, max: 2_000_000_000 }).map(usdMicrosPerHour);
const window = fc.tuple(time, time).map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
const interval: fc.Arbitrary<RateInterval> = fc
  .tuple(window, fc.option(rate))
  .map(([{ from, to }, usdMicrosPerHour]) => ({ from, to, usdMicrosPerHour }));
const intervals = fc.array(interval, { maxLength: 20 });

it("adds up slices of a window to the whole window, exactly", () => {
  fc.assert(
    fc.property(intervals, window, fc.array(time, { maxLength: 10 }), (ledger, { from, to }, cuts) => {
      const edges = [from, ...cuts.filter((cut) => cut > from && cut < to).sort((a, b) => a - b), to];
      const slices = edges.slice(1).map((end, index) => ({ from: edges[index] ?? from, to: end }));
      const parts = slices.map((slice) => exactCost(ledger, slice));
      expect(sumCosts(parts)).toBe(exactCost(ledger, { from, to }));
      expect(sumUsd(roundParts(parts))).toBe(accruedCost(ledger, { from, to }));
    }),
    RUNS,
  );
});

it("costs the same when an interval is split", () => {
  fc.assert(
    fc.property(interval, window, fc.double({ min: 0, max: 1, noNaN: true }), (whole, within, share) => {
      const cut = whole.from + Math.floor(durationMs(whole) * share);
      const halves = [
        { ...whole, to: cut },
        { ...whole, from: cut },
      ];
      expect(exactCost(halves, within)).toBe(exactCost([whole], within));
      expect(unpricedMs(halves, within)).toBe(unpricedMs([whole], within));
    }),
    RUNS,
  );
});

it("adds the time of an unknown price to unpriced time, never to money", () => {
  fc.assert(
    fc.property(intervals, window, (ledger, within) => {
      const priced = ledger.filter(({ usdMicrosPerHour }) => usdMicrosPerHour !== null);
      const unpriced = ledger.map((one) => ({ ...one, usdMicrosPerHour: null }));
      expect(accruedCost(ledger, within)).toBe(accruedCost(priced, within));
      expect(accruedCost(unpriced, within)).toBe(0);
      expect(unpricedMs(ledger, within) + unpricedMs(priced, within)).toBe(
        unpricedMs(
          ledger.filter(({ usdMicrosPerHour }) => usdMicrosPerHour === null),
          within,
        ),
      );
    }),
    RUNS,
  );
});

it("rounds parts by at most one micro, and never the sum", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(rate, fc.integer({ min: 0, max: 1e11 })), { maxLength: 50 }), (pairs) => {
      const costs = pairs.map(([price, ms]) => costOf(price, ms));
      const rounded = roundParts(costs);
      rounded.forEach((amount, index) => {
        expect(Math.abs(amount - roundCost(costs[index] ?? sumCosts([])))).toBeLessThanOrEqual(1);
      });
      expect(sumUsd(rounded)).toBe(roundCost(sumCosts(costs)));
    }),
    RUNS,
  );
});

it("is unchanged by being stored as two integers", () => {
  fc.assert(
    fc.property(rate, fc.integer({ min: 0, max: 1e12 }), (price, ms) => {
      const parts = toParts(costOf(price, ms));
      expect(Number.isSafeInteger(parts.micros) && parts.rest >= 0 && parts.rest < HOUR_MS).toBe(true);
      expect(fromParts(parts)).toBe(costOf(price, ms));
    }),
    RUNS,
  );
});

it("rounds half up once: 1.5 micros are 2, and three halves are not three times one", () => {
  const halfHour = { from: 0, to: HOUR_MS / 2 };
  const cheap = { ...halfHour, usdMicrosPerHour: usdMicrosPerHour(3) };
  expect(accruedCost([cheap], halfHour)).toBe(2);
  expect(accruedCost([cheap, cheap, cheap], halfHour)).toBe(5);
});

it("states an error rounded up, from the difference of both prices", () => {
  expect(changeError(usdMicrosPerHour(10_000_000), usdMicrosPerHour(4_000_000), 7_500)).toBe(12_500);
  expect(changeError(null, usdMicrosPerHour(1), 1)).toBe(1);
  expect(changeError(usdMicrosPerHour(5), usdMicrosPerHour(5), 60_000)).toBe(0);
});

it("forecasts what has accrued plus the present rate for the remaining time", () => {
  const accrued = costOf(usdMicrosPerHour(2_000_000), 10 * HOUR_MS);
  expect(forecastCost(accrued, usdMicrosPerHour(1_000_000), 5 * HOUR_MS)).toBe(usdMicros(25_000_000));
  expect(forecastCost(accrued, usdMicrosPerHour(1_000_000), -HOUR_MS)).toBe(usdMicros(20_000_000));
});

it("tells exactly what a price per unit and month comes to per hour, and nothing of what is no price", () => {
  expect(monthlyPricePerHour(0.14933333333333335, 10, 720)).toBe(2_074);
  expect(monthlyPricePerHour("0.20", "500", 730)).toBe(136_986);
  expect(monthlyPricePerHour(0.000_729, 1, 729)).toBe(1);
  expect([monthlyPricePerHour("1e-6", "360", 720), monthlyPricePerHour("1e-6", "359.9", 720)]).toEqual([1, 0]);
  for (const none of [null, undefined, "", "NaN", "-1", -1, 1e300]) {
    expect(monthlyPricePerHour(none, 10, 720)).toBeNull();
    expect(monthlyPricePerHour(0.15, none, 720)).toBeNull();
  }
});
