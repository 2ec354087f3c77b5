import { describe, expect, test } from "vitest";
import { usdMicros, usdMicrosPerHour } from "../money/cost";
import {
  formatAge,
  formatBytes,
  formatCents,
  formatCounted,
  formatDuration,
  formatDurationRange,
  formatRate,
  formatTime,
} from "./format";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test("an amount to the cent has two decimals, however small", () => {
  expect([118_500, 31_200_000, 0].map((micros) => formatCents(usdMicros(micros)))).toEqual([
    "$0.12",
    "$31.20",
    "$0.00",
  ]);
});

describe("figures", () => {
  test.each([
    [19_920_000, "$19.92/h"],
    [1_234_500_000, "$1,234.50/h"],
    [350_000, "$0.35/h"],
    [4_200, "$0.0042/h"],
    [0, "$0.00/h"],
  ])("%d micros per hour are %s", (rate, text) => {
    expect(formatRate(usdMicrosPerHour(rate))).toBe(text);
  });

  test.each([
    [0, "0 B"],
    [640, "640 B"],
    [13_000_000, "12.4 MB"],
    [5 * 1_024 ** 5, "5,120 TB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test("agree with their noun", () => {
    expect(formatCounted(1, "node")).toBe("1 node");
    expect(formatCounted(2_000, "node")).toBe("2,000 nodes");
  });
});

describe("times", () => {
  test.each([
    [-5_000, "0 s"],
    [14_900, "14 s"],
    [42 * MINUTE, "42 min"],
    [3 * HOUR + 12 * MINUTE, "3 h 12 min"],
    [3 * HOUR, "3 h"],
    [5 * DAY + 4 * HOUR, "5 d 4 h"],
    [31 * DAY + 4 * HOUR, "31 d"],
  ])("%d ms last %s", (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });

  test.each([
    [5 * MINUTE, 9 * MINUTE, "5–9 min"],
    [45_000, 2 * MINUTE, "45 s–2 min"],
    [5 * MINUTE, 5 * MINUTE, "5 min"],
    [HOUR, 90 * MINUTE, "1 h–1 h 30 min"],
  ])("a range of durations names its unit once: %d to %d ms is %s", (min, max, text) => {
    expect(formatDurationRange(min, max)).toBe(text);
  });

  test("an age has one unit, rounded down", () => {
    expect(formatAge(119_000)).toBe("1 min");
    expect(formatAge(3 * HOUR + 59 * MINUTE)).toBe("3 h");
  });

  test("an absolute time names its zone", () => {
    expect(formatTime(Date.UTC(2026, 10, 20, 15, 4, 10))).toMatch(/^2[01] Nov 2026, \d\d:\d\d:10 \S+/);
  });
});
