import { expect, it } from "vitest";
import { MAX_RATE_STEPS } from "@/lib/domain/money/rate-steps";
import { iso, seriesOf, stepsOf } from "@/lib/testing/example-costs";
import { chartSeries, MAX_SERIES, OTHERS_KEY } from "./chart-series";
import { stackedRates } from "./stacked-rates";

const window = { from: Date.parse(iso(0)), to: Date.parse(iso(10)) };
const hourOf = (at: number) => (at - window.from) / 3_600_000;
const dollars = (rates: readonly number[]) => rates.map((rate) => rate / 1_000_000);

it("has a row for each change of any rate within the window, with the rates at that moment", () => {
  const rates: [number, number][][] = [
    [
      [0, 1],
      [4, 2],
    ],
    [
      [2, 5],
      [12, 9],
    ],
  ];
  const series = chartSeries({ series: rates.map((steps, index) => seriesOf(`${index}`, [1], steps)) }, "provider");
  const rows = stackedRates(
    series,
    stepsOf([
      [0, 1],
      [2, 6],
      [4, 7],
    ]),
    window,
  );
  expect(rows.map(({ at, rates, total }) => [hourOf(at), dollars(rates), total / 1_000_000])).toEqual([
    [0, [1, 0], 1],
    [2, [1, 5], 6],
    [4, [2, 5], 7],
  ]);
});

it("gives the others the part of the total that belongs to no other series", () => {
  const many = Array.from({ length: MAX_SERIES + 2 }, (_, index) => seriesOf(`${index}`, [1], [[0, 1]]));
  const series = chartSeries({ series: many }, "cluster");
  expect(series.at(-1)?.key).toBe(OTHERS_KEY);
  const [row] = stackedRates(series, stepsOf([[0, MAX_SERIES + 2]]), window);
  expect(dollars(row?.rates ?? [])).toEqual([...Array.from({ length: MAX_SERIES - 1 }, () => 1), 3]);
});

it("draws no more rows than a chart can show, however often rates changed", () => {
  const often = stepsOf(Array.from({ length: MAX_RATE_STEPS * 3 }, (_, index) => [index / MAX_RATE_STEPS, index + 1]));
  const rows = stackedRates([], often, window);
  expect(rows.length).toBeGreaterThan(MAX_RATE_STEPS / 2);
  expect(rows.length).toBeLessThanOrEqual(MAX_RATE_STEPS + 1);
});
