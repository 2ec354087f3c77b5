import { expect, it } from "vitest";
import { rateOf } from "./rate";
import { clusterSchema } from "./wire";

function rate(cost: object) {
  return rateOf(clusterSchema.parse({ id: "c1", cost }), "running");
}

it("has no price of 0 while it runs: that is unknown", () => {
  expect(rate({ current_hourly_rate: 0 })).toMatchObject({
    ...{ usdMicrosPerHour: null, source: "none", billing: "full", note: expect.stringContaining("a price of 0") },
  });
});

it("has no price in dollars where another currency stands beside it", () => {
  const inCurrency = (currency: unknown) => rate({ current_hourly_rate: 2, currency }).usdMicrosPerHour;
  expect(["USD", "usd", "$", "", null].map(inCurrency)).toEqual(Array(5).fill(2_000_000));
  expect(["EUR", "eur", "euro", "€"].map(inCurrency)).toEqual(Array(4).fill(null));
});
