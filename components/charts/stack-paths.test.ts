import { describe, expect, it } from "vitest";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { stackPaths } from "./stack-paths";
import type { RateRow } from "./stacked-rates";

const row = (at: number, ...rates: number[]): RateRow => ({
  at,
  rates: rates.map(usdMicrosPerHour),
  total: usdMicrosPerHour(rates.reduce((sum, rate) => sum + rate, 0)),
});

describe("stackPaths", () => {
  const options = { window: { from: 0, to: 10 }, highest: 4, width: 100, height: 40 };

  it("draws each part on top of those below it, in steps", () => {
    expect(stackPaths([row(0, 1, 1), row(5, 2, 0)], options)).toEqual([
      { outline: "M0 30H50L50 20H100L100 40H50L50 40H0Z", upperEdge: "M0 30H50L50 20H100" },
      { outline: "M0 20H50L50 20H100L100 20H50L50 30H0Z", upperEdge: "M0 20H50L50 20H100" },
    ]);
  });

  it("draws nothing without rows", () => {
    expect(stackPaths([], options)).toEqual([]);
  });
});
