import { describe, expect, it } from "vitest";
import { spendBars, spendSums } from "@/components/costs/plots/spend-bars";
import { sumUsd } from "@/lib/domain/money/cost";
import { costsOf, iso, seriesOf, stepsOf } from "@/lib/testing/example-costs";
import { chartSeries, MAX_SERIES, OTHERS_KEY } from "./chart-series";
import { stackedRates } from "./stacked-rates";

const many = Array.from({ length: 12 }, (_, index) => seriesOf(`s${index}`, [12 - index, 1]));

describe("the series of a chart", () => {
  it("are no more than can be told apart, and all others are added up without loss", () => {
    const shown = chartSeries({ series: many }, "cluster");
    expect(shown).toHaveLength(MAX_SERIES);
    expect(shown.at(-1)).toMatchObject({ key: OTHERS_KEY, label: "6 other clusters" });
    expect(sumUsd(shown.map(({ totalUsdMicros }) => totalUsdMicros))).toBe(
      sumUsd(many.map(({ totalUsdMicros }) => totalUsdMicros)),
    );
  });

  it("show the others as observed for as long as the least observed of them", () => {
    const unwatched = many.map((one, index) => {
      const points = one.points.map((point) => ({ ...point, observedShare: index / many.length }));
      return { ...one, points };
    });
    const shown = chartSeries({ series: unwatched }, "cluster");
    expect(shown.map(({ observedShares }) => observedShares[0])).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => n / 12));
  });

  it("keep their colours when their order changes", () => {
    const [first, second] = [seriesOf("a", [2]), seriesOf("b", [1])];
    const colorsOf = (series: typeof many) =>
      new Map(chartSeries({ series }, "provider").map(({ key, color }) => [key, color]));
    expect(colorsOf([first, second])).toEqual(colorsOf([second, first]));
  });
});

describe("stacked rates", () => {
  const window = { from: Date.parse(iso(0)), to: Date.parse(iso(4)) };

  it("have a row for each change of any series, which lasts until the next", () => {
    const series = chartSeries(
      {
        series: [
          seriesOf(
            "a",
            [1],
            [
              [0, 1],
              [2, 5],
            ],
          ),
          seriesOf("b", [1], [[1, 2]]),
        ],
      },
      "provider",
    );
    const rows = stackedRates(series, [], window);
    expect(rows.map(({ at, rates, total }) => [at, ...rates, total])).toEqual([
      [Date.parse(iso(0)), 1_000_000, 0, 1_000_000],
      [Date.parse(iso(1)), 1_000_000, 2_000_000, 3_000_000],
      [Date.parse(iso(2)), 5_000_000, 2_000_000, 7_000_000],
    ]);
  });

  it("give the others what remains of the total", () => {
    const series = chartSeries({ series: many.map((one) => ({ ...one, rate: stepsOf([[0, 1]]) })) }, "cluster");
    const [row] = stackedRates(series, stepsOf([[0, 30]]), window);
    expect(row?.rates.at(-1)).toBe(24_000_000);
    expect(row?.total).toBe(30_000_000);
  });

  it("are thinned out to what a chart can draw", () => {
    const steps = Array.from({ length: 3_000 }, (_, index): [number, number] => [index / 1_000, index % 7]);
    const series = chartSeries({ series: [seriesOf("a", [1], steps)] }, "none");
    expect(stackedRates(series, stepsOf(steps), window).length).toBeLessThanOrEqual(400);
  });
});

describe("spend bars", () => {
  const costs = costsOf({ series: [seriesOf("a", [1, 2, 3, 4]), seriesOf("b", [10, 20, 30, 40])] });

  it("add up to the series, and to the last sum", () => {
    const bars = spendBars(chartSeries(costs, "provider"), costs);
    expect(bars.map(({ total }) => total / 1_000_000)).toEqual([11, 22, 33, 44]);
    expect(spendSums(bars).map(({ sum }) => sum / 1_000_000)).toEqual([0, 11, 33, 66, 110]);
    expect(spendSums(bars).at(-1)?.at).toBe(Date.parse(costs.to));
  });

  it("say which one is not over yet: none in a range that has ended", () => {
    const runningOf = (answer: typeof costs) =>
      spendBars(chartSeries(answer, "provider"), answer).map(({ isRunning }) => isRunning);
    expect(runningOf(costs)).toEqual([false, false, false, true]);
    expect(runningOf({ ...costs, generatedAt: iso(50) })).toEqual([false, false, false, false]);
  });

  it("count as observed for as long as their least observed series", () => {
    const gap = seriesOf("b", [1, 1]);
    const [point] = gap.points;
    if (point) point.observedShare = 0.25;
    const answer = costsOf({ series: [seriesOf("a", [1, 1]), gap] });
    expect(spendBars(chartSeries(answer, "provider"), answer).map(({ observedShare }) => observedShare)).toEqual([
      0.25, 1,
    ]);
  });
});
