import { describe, expect, it } from "vitest";
import type { RateRow } from "@/components/charts/stacked-rates";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { quartersOfDay, rowsSince } from "./last-day";

const row = (at: number, ...rates: number[]): RateRow => ({
  at,
  rates: rates.map(usdMicrosPerHour),
  total: usdMicrosPerHour(rates.reduce((sum, rate) => sum + rate, 0)),
});

describe("rowsSince", () => {
  it("begins with the rate in force at that moment", () => {
    expect(rowsSince([row(0, 1), row(10, 2), row(20, 3)], 15)).toEqual([row(15, 2), row(20, 3)]);
    expect(rowsSince([row(0, 1), row(10, 2)], 10)).toEqual([row(10, 2)]);
  });

  it("begins later if nothing was known at that moment", () => {
    expect(rowsSince([row(10, 2)], 5)).toEqual([row(10, 2)]);
    expect(rowsSince([], 5)).toEqual([]);
  });
});

describe("quartersOfDay", () => {
  const times = (from: string, to: string, zone: string) =>
    quartersOfDay({ from: Date.parse(from), to: Date.parse(to) }, zone).map((at) =>
      new Date(at).toISOString().slice(0, 16),
    );

  it("are those of the zone's own clocks, even if they are half an hour off", () => {
    const [from, to] = ["2026-11-20T15:04:10.000Z", "2026-11-21T15:04:10.000Z"] as const;
    expect(times(from, to, "UTC")).toEqual([
      "2026-11-20T18:00",
      "2026-11-21T00:00",
      "2026-11-21T06:00",
      "2026-11-21T12:00",
    ]);
    expect(times(from, to, "Asia/Kolkata")[0]).toBe("2026-11-20T18:30");
  });
});
