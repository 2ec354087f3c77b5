import { describe, expect, it } from "vitest";
import { calendarBuckets } from "@/lib/domain/time/time-window";
import { bucketOf, bucketsFor, datesOf } from "./cost-range";

const NOW = Date.UTC(2026, 10, 20, 23, 30);
const NO_DATES = { from: null, to: null };

describe("a range of costs", () => {
  it("begins with a day of the chosen zone", () => {
    expect(datesOf("today", NO_DATES, NOW, "UTC")).toEqual({ from: "2026-11-20", to: null });
    expect(datesOf("today", NO_DATES, NOW, "Europe/Berlin")).toEqual({ from: "2026-11-21", to: null });
    expect(datesOf("yesterday", NO_DATES, NOW, "UTC")).toEqual({ from: "2026-11-19", to: "2026-11-20" });
    expect(datesOf("7d", NO_DATES, NOW, "UTC")).toEqual({ from: "2026-11-14", to: null });
    expect(datesOf("month", NO_DATES, NOW, "UTC")).toEqual({ from: "2026-11-01", to: null });
    expect(datesOf("last-month", NO_DATES, NOW, "UTC")).toEqual({ from: "2026-10-01", to: "2026-11-01" });
  });

  it("includes the last day of a custom range, and ends now if that day is not over", () => {
    expect(datesOf("custom", { from: "2026-11-02", to: "2026-11-05" }, NOW, "UTC")).toEqual({
      from: "2026-11-02",
      to: "2026-11-06",
    });
    expect(datesOf("custom", { from: "2026-11-02", to: "2026-12-24" }, NOW, "UTC").to).toBeNull();
    expect(datesOf("custom", NO_DATES, NOW, "UTC")).toEqual({ from: "2026-11-01", to: null });
  });

  it("offers only buckets that give at most 100 bars", () => {
    expect(bucketsFor({ from: "2026-11-17", to: null }, NOW, "UTC")).toEqual(["hour", "day", "month"]);
    expect(bucketsFor({ from: "2026-11-14", to: null }, NOW, "UTC")).toEqual(["day", "month"]);
    expect(bucketsFor({ from: "2026-01-01", to: null }, NOW, "UTC")).toEqual(["month"]);
  });

  it("asks for no longer a range than even guests may see, whatever dates the URL contains", () => {
    for (const from of ["0001-01-01", "1970-01-01", "2011-12-01", "2012-01-01", "2026-08-13", "2026-11-20"]) {
      for (const to of [null, "1969-07-20", "2026-11-19", "9999-12-31"]) {
        const range = datesOf("custom", { from, to }, NOW, "UTC");
        for (const unit of bucketsFor(range, NOW, "UTC")) {
          const window = { from: Date.parse(range.from), to: range.to === null ? NOW : Date.parse(range.to) };
          expect(calendarBuckets(window, unit, "UTC", 200), `${from} – ${to} by ${unit}`).not.toBeNull();
        }
      }
    }
  });

  it("falls back to a bucket that suits the range", () => {
    const month = datesOf("month", NO_DATES, NOW, "UTC");
    expect(bucketOf(null, datesOf("today", NO_DATES, NOW, "UTC"), NOW, "UTC")).toBe("hour");
    expect(bucketOf(null, month, NOW, "UTC")).toBe("day");
    expect(bucketOf("hour", month, NOW, "UTC")).toBe("day");
    expect(bucketOf("month", month, NOW, "UTC")).toBe("month");
    expect(bucketOf(null, { from: "2025-01-01", to: null }, NOW, "UTC")).toBe("month");
  });
});
