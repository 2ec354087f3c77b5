import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { bucketName, timeLabel, zoneTime } from "./zone-time";

const NOON = Date.parse("2026-11-20T12:00:00.000Z");

it("writes a moment on the clocks of the zone", () => {
  expect(zoneTime(NOON, "UTC", "minute")).toBe("20 Nov, 12:00");
  expect(zoneTime(NOON, "Asia/Kolkata", "minute")).toBe("20 Nov, 17:30");
  expect(zoneTime(NOON, "Pacific/Auckland", "day")).toBe("21 Nov");
});

it("names a bucket by as much as tells it from its neighbours", () => {
  expect(bucketName(NOON, "hour", "UTC")).toBe("20 Nov, 12:00");
  expect(bucketName(NOON, "day", "UTC")).toBe("Fri, 20 Nov 2026");
  expect(bucketName(NOON, "month", "UTC")).toBe("Nov 2026");
});

it("labels an axis of hours by the hour, and its midnight by the day", () => {
  const day = { from: NOON, to: NOON + DAY_MS };
  expect(timeLabel(NOON + 6 * HOUR_MS, day, "UTC")).toBe("18:00");
  expect(timeLabel(NOON + 12 * HOUR_MS, day, "UTC")).toBe("21 Nov");
});

it("labels an axis of days by the day that is meant, also an hour before or after its midnight", () => {
  const window = { from: NOON - 30 * DAY_MS, to: NOON };
  const midnight = Date.parse("2026-11-01T00:00:00.000Z");
  for (const offMs of [-HOUR_MS, 0, HOUR_MS]) {
    expect(timeLabel(midnight + offMs, window, "UTC")).toBe("1 Nov");
    expect(timeLabel(midnight + offMs, { ...window, from: NOON - 500 * DAY_MS }, "UTC")).toBe("Nov 2026");
  }
});
