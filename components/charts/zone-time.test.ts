import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { DAY } from "@/lib/testing/example-costs";
import { timeLabel, zoneTime } from "./zone-time";

describe("a time zone", () => {
  it("writes times as its own clocks show them", () => {
    expect(zoneTime(DAY + 23 * HOUR_MS, "Asia/Kathmandu", "minute")).toBe("21 Nov, 04:45");
  });

  it("labels an axis with the right day after its clocks changed", () => {
    const from = Date.parse("2026-10-20T00:00:00+02:00");
    const window = { from, to: from + 20 * DAY_MS };
    expect(timeLabel(from + 6 * DAY_MS, window, "Europe/Berlin")).toBe("26 Oct");
  });
});
