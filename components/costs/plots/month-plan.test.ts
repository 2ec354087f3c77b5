import { expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { costsOf, iso } from "@/lib/testing/example-costs";
import { monthPlan } from "./month-plan";

const forecast = { forecastMonthUsdMicros: usdMicros(9), budget: { usdMicros: usdMicros(12), usedShare: 0.5 } };

it("leads the present month to its end, with the budget where there is one", () => {
  const end = Date.parse(costsOf().month.to);
  expect(monthPlan(costsOf(forecast))).toEqual({ end, forecast: 9, budget: 12 });
  expect(monthPlan(costsOf({ ...forecast, budget: null }))).toEqual({ end, forecast: 9, budget: null });
});

it("says nothing of another range than the month so far", () => {
  expect(monthPlan(costsOf({ ...forecast, from: iso(-24) }))).toBeNull();
  expect(monthPlan(costsOf({ ...forecast, generatedAt: iso(30) }))).toBeNull();
});
