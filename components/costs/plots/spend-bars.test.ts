import { expect, it } from "vitest";
import { chartSeries } from "@/components/charts/chart-series";
import type { Costs } from "@/lib/contract/costs";
import { costsOf, iso, seriesOf } from "@/lib/testing/example-costs";
import { isUnwatched, spendBars, spendSums } from "./spend-bars";

function barsOf(costs: Costs) {
  return spendBars(chartSeries(costs, "provider"), costs);
}
const series = [seriesOf("one", [1, 2, 0, 4]), seriesOf("two", [10, 0, 0, 5])];

it("has a bar for each bucket, as wide as the bucket is long, and the last may not be over yet", () => {
  const bars = barsOf(costsOf({ series }));
  expect(bars.map(({ from, to }) => [from, to])).toEqual(
    [0, 1, 2, 3].map((hour) => [Date.parse(iso(hour)), Date.parse(iso(Math.min(hour + 1, 3.5)))]),
  );
  expect(bars.map(({ total }) => total / 1_000_000)).toEqual([11, 2, 0, 9]);
  expect(bars.map(({ isRunning }) => isRunning)).toEqual([false, false, false, true]);
  expect(barsOf(costsOf({ series, generatedAt: iso(20) })).some(({ isRunning }) => isRunning)).toBe(false);
});

it("counts as observed for as long as the least observed series, and tells a time when nobody watched from one when nothing was spent", () => {
  const [one, two] = series;
  const watched = (share: number) => ({
    ...two,
    points: two?.points.map((p) => ({ ...p, observedShare: share })) ?? [],
  });
  const unwatched = seriesOf("none", [0, 0, 0, 0]);
  const none = { ...unwatched, points: unwatched.points.map((point) => ({ ...point, observedShare: 0 })) };
  if (one === undefined || two === undefined) throw new Error("There are two series.");
  const bars = barsOf(costsOf({ series: [one, { ...two, ...watched(0.25) }] }));
  expect(bars.map(({ observedShare }) => observedShare)).toEqual([0.25, 0.25, 0.25, 0.25]);
  expect(bars.some(isUnwatched)).toBe(false);
  expect(barsOf(costsOf({ series: [none] })).every(isUnwatched)).toBe(true);
  expect(barsOf(costsOf({ series })).some(isUnwatched)).toBe(false);
});

it("adds up from nothing at the window's start to everything at its end", () => {
  const sums = spendSums(barsOf(costsOf({ series })));
  expect(sums.map(({ sum }) => sum / 1_000_000)).toEqual([0, 11, 13, 13, 22]);
  expect(sums.map(({ at }) => at)).toEqual([0, 1, 2, 3, 3.5].map((hour) => Date.parse(iso(hour))));
  expect(spendSums([])).toEqual([]);
});
