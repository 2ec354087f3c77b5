import { expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { costsOf, iso, stepsOf } from "@/lib/testing/example-costs";
import { nothingLately } from "./nothing-lately";

const lately = (rate: readonly [number, number][], unpricedClusterHours = 0) =>
  nothingLately(costsOf({ from: iso(-40), to: iso(3), rate: stepsOf(rate), unpricedClusterHours }));

it("is silent while something was charged in the last 24 hours, also by a rate that began before", () => {
  expect(lately([[-30, 5]])).toBeNull();
  expect(
    lately([
      [-30, 0],
      [-5, 2],
      [-4, 0],
    ]),
  ).toBeNull();
});

it("says that there is nothing where all ended before", () => {
  const ended: [number, number][] = [
    [-40, 5],
    [-25, 0],
  ];
  expect(lately(ended)).toEqual({ isUnpriced: false, words: "Nothing was charged recently." });
});

it("does not take an unknown price for nothing", () => {
  expect(lately([], 11.2)).toEqual({ isUnpriced: true, words: "12 cluster hours without a price since yesterday." });
  const costs = costsOf({ totalUsdMicros: usdMicros(0), unpricedClusters: 1, unpricedClusterHours: 1 });
  expect(nothingLately(costs)?.words).toBe("1 cluster hour without a price since yesterday.");
});
