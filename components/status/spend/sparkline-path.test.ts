import { describe, expect, it } from "vitest";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { sparklinePaths } from "./sparkline-path";

const rate = usdMicrosPerHour;
const WINDOW = { from: 0, to: 100 };

describe("a sparkline", () => {
  it("steps from rate to rate and never slopes", () => {
    const intervals = [
      { from: -50, to: 25, usdMicrosPerHour: rate(5) },
      { from: 25, to: 100, usdMicrosPerHour: rate(10) },
    ];
    expect(sparklinePaths(intervals, WINDOW, 200, 20)).toEqual({ known: "M0 10H50V0H200", unknown: "" });
  });

  it("leaves a gap where there was no cluster", () => {
    const intervals = [
      { from: 0, to: 10, usdMicrosPerHour: rate(10) },
      { from: 40, to: 100, usdMicrosPerHour: rate(10) },
    ];
    expect(sparklinePaths(intervals, WINDOW, 100, 20).known).toBe("M0 0H10M40 0H100");
  });

  it("draws an unknown price differently from a price of zero", () => {
    const intervals = [
      { from: 0, to: 50, usdMicrosPerHour: null },
      { from: 50, to: 100, usdMicrosPerHour: rate(0) },
    ];
    expect(sparklinePaths(intervals, WINDOW, 100, 20)).toEqual({ known: "M50 20H100", unknown: "M0 20H50" });
  });
});
