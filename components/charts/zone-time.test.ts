import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { DAY } from "@/lib/testing/example-costs";
import { timeLabel } from "./time-label";
import { bucketName, zoneTime } from "./zone-time";

describe("a time zone", () => {
  it("writes times as its own clocks show them", () => {
    expect(zoneTime(DAY + 23 * HOUR_MS, "Asia/Kathmandu", "minute")).toBe("21 Nov, 04:45");
  });

  it("tells the hours apart that its clocks show twice", () => {
    const at = Date.parse("2026-10-25T00:00:00Z");
    const hours = [at, at + HOUR_MS].map((hour) => bucketName(hour, "hour", "Europe/Berlin"));
    expect(hours).toEqual(["25 Oct, 02:00 CEST", "25 Oct, 02:00 CET"]);
    const window = { from: at - HOUR_MS, to: at + 5 * HOUR_MS };
    expect([at - HOUR_MS, at, at + HOUR_MS].map((tick) => timeLabel(tick, window, "Europe/Berlin"))).toEqual([
      ...["01:00", "02:00 CEST", "02:00 CET"],
    ]);
    // Where clocks are set back at one o'clock, midnight is repeated.
    expect(timeLabel(Date.parse("2026-11-01T04:00:00Z"), window, "America/Havana")).toBe("00:00 GMT-4");
  });

  it("labels an axis with the right day after its clocks changed", () => {
    const from = Date.parse("2026-10-20T00:00:00+02:00");
    const window = { from, to: from + 20 * DAY_MS };
    expect(timeLabel(from + 6 * DAY_MS, window, "Europe/Berlin")).toBe("26 Oct");
  });
});
