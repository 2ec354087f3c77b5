import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time/epoch";
import { formatAge, formatCounted, formatDuration, formatDurationRange, formatTime } from "./format";
import { formatBytes } from "./format-bytes";

describe("figures", () => {
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
    [42 * MINUTE_MS, "42 min"],
    [3 * HOUR_MS + 12 * MINUTE_MS, "3 h 12 min"],
    [3 * HOUR_MS, "3 h"],
    [5 * DAY_MS + 4 * HOUR_MS, "5 d 4 h"],
    [31 * DAY_MS + 4 * HOUR_MS, "31 d"],
  ])("%d ms last %s", (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });

  test.each([
    [5 * MINUTE_MS, 9 * MINUTE_MS, "5–9 min"],
    [45_000, 2 * MINUTE_MS, "45 s–2 min"],
    [5 * MINUTE_MS, 5 * MINUTE_MS, "5 min"],
    [HOUR_MS, 90 * MINUTE_MS, "1 h–1 h 30 min"],
  ])("a range of durations names its unit once: %d to %d ms is %s", (min, max, text) => {
    expect(formatDurationRange(min, max)).toBe(text);
  });

  test("an age has one unit, rounded down", () => {
    expect(formatAge(119_000)).toBe("1 min");
    expect(formatAge(3 * HOUR_MS + 59 * MINUTE_MS)).toBe("3 h");
  });

  test("an absolute time names its zone", () => {
    expect(formatTime(Date.UTC(2026, 10, 20, 15, 4, 10))).toMatch(/^2[01] Nov 2026, \d\d:\d\d:10 \S+/);
  });
});
