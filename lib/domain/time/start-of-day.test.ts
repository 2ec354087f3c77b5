import { expect, it } from "vitest";
import { startOfDay } from "./start-of-day";

it.each([
  ["UTC", "2026-11-20T15:00:00Z", "2026-11-20T00:00:00Z"],
  ["UTC", "2026-11-20T00:00:00Z", "2026-11-20T00:00:00Z"],
  ["Asia/Tokyo", "2026-11-20T15:00:01Z", "2026-11-20T15:00:00Z"],
  ["Asia/Kolkata", "2026-11-20T18:29:59Z", "2026-11-19T18:30:00Z"],
  ["Europe/Berlin", "2026-10-25T22:30:00Z", "2026-10-24T22:00:00Z"],
  ["Europe/Berlin", "2026-03-29T21:59:00Z", "2026-03-28T23:00:00Z"],
  // Here the day of the change begins at one o'clock.
  ["America/Santiago", "2026-09-06T20:00:00Z", "2026-09-06T04:00:00Z"],
])("a day in %s at %s began at %s", (timeZone, at, start) => {
  expect(startOfDay(Date.parse(at), timeZone)).toBe(Date.parse(start));
});
