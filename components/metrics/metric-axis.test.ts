import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { metricTicks, timeMarks } from "./metric-axis";

describe("the marks of a value axis", () => {
  it.each<[string, number[], number | null, number[]]>([
    ["a percentage", [3, 94], 100, [0, 50, 100]],
    ["a percentage beyond its end", [140], 100, [0, 50, 100, 150]],
    ["an amount", [38, 71], null, [0, 20, 40, 60, 80]],
    ["what falls below zero", [-3, 7], null, [-5, -2.5, 0, 2.5, 5, 7.5]],
    ["nothing but zeros", [0, 0], null, [0, 1]],
    ["nothing at all", [], null, [0, 1]],
  ])("suit %s", (_, values, full, expected) => {
    expect(metricTicks(values, full)).toEqual(expected);
  });

  it("are found for more values than a call can have arguments", () => {
    expect(metricTicks(new Array<number>(500_000).fill(7), null).at(-1)).toBe(8);
  });
});

describe("the marks of a time axis", () => {
  const to = new Date(2026, 10, 20, 15, 7, 30).getTime();
  const clock = (at: number) => `${new Date(at).getHours()}:${String(new Date(at).getMinutes()).padStart(2, "0")}`;

  it("are round on the reader's clocks and inside the window", () => {
    expect(timeMarks({ from: to - HOUR_MS, to }, 4).map(clock)).toEqual(["14:15", "14:30", "14:45", "15:00"]);
    expect(timeMarks({ from: to - 6 * HOUR_MS, to }, 6).map(clock)).toEqual([
      ...["10:00", "11:00", "12:00", "13:00", "14:00", "15:00"],
    ]);
  });

  it("are few in a month and in a year", () => {
    for (const days of [30, 365]) {
      const marks = timeMarks({ from: to - days * DAY_MS, to }, 5);
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(5);
    }
  });

  it("are midnights in a long window, however narrow the chart", () => {
    const marks = timeMarks({ from: to - 168 * HOUR_MS, to }, 4);
    expect(marks.length).toBeLessThanOrEqual(4);
    expect(new Set(marks.map(clock))).toEqual(new Set(["0:00"]));
  });
});
