import { describe, expect, it } from "vitest";
import { usdMicros } from "@/lib/domain/money/cost";
import { costsOf, iso } from "@/lib/testing/example-costs";
import { monthPlan } from "./month-plan";

const dollars = (value: number) => usdMicros(value * 1_000_000);

describe("the plan of a month", () => {
  it("is shown for the present month only", () => {
    const costs = costsOf({ budget: { usdMicros: dollars(100), usedShare: 0.1 } });
    expect(monthPlan(costs)).toMatchObject({ end: Date.parse(costs.month.to), budget: dollars(100) });
    expect(monthPlan({ ...costs, from: iso(1) })).toBeNull();
    expect(monthPlan({ ...costs, to: iso(2) })).toBeNull();
  });
});
