import { describe, expect, it } from "vitest";
import { addDays, dateAt, daysBetween, firstOfMonth, isCalendarDate } from "./calendar-date";

describe("a calendar date", () => {
  it("is the one on the zone's own clocks", () => {
    const moment = Date.UTC(2026, 10, 20, 23, 30);
    expect(dateAt(moment, "UTC")).toBe("2026-11-20");
    expect(dateAt(moment, "Europe/Berlin")).toBe("2026-11-21");
    expect(dateAt(moment, "America/Los_Angeles")).toBe("2026-11-20");
    expect(dateAt(Date.UTC(2026, 10, 20, 18, 20), "Asia/Kathmandu")).toBe("2026-11-21");
  });

  it("moves by days across the ends of months and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(daysBetween("2026-11-01", "2026-12-01")).toBe(30);
  });

  it("knows the first day of its month and of neighbouring months", () => {
    expect(firstOfMonth("2026-01-20")).toBe("2026-01-01");
    expect(firstOfMonth("2026-01-20", -1)).toBe("2025-12-01");
    expect(firstOfMonth("2026-12-20", 1)).toBe("2027-01-01");
  });

  it.each(["2026-02-29", "2026-13-01", "20 Nov 2026", "2026-11-20T00:00:00Z", ""])("is not made from %j", (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });
});
