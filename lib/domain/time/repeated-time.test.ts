import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "./epoch";
import { distinctTime } from "./repeated-time";
import { zoneFormat } from "./zone-format";

const minute = zoneFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const words = (at: number, zone: string) => distinctTime(minute(zone).format(at), at, zone);
const every = (stepMs: number, from: string, to: string) => {
  const start = Date.parse(from);
  return Array.from({ length: (Date.parse(to) - start) / stepMs }, (_, index) => start + index * stepMs);
};

it("tells repeated hours apart, and adds nothing to others", () => {
  const times = every(HOUR_MS, "2026-10-24T23:00Z", "2026-10-25T03:00Z").map((at) => words(at, "Europe/Berlin"));
  expect(times).toEqual(["25 Oct, 01:00", "25 Oct, 02:00 CEST", "25 Oct, 02:00 CET", "25 Oct, 03:00"]);
});

it("tells half hours apart on Lord Howe Island", () => {
  const zone = "Australia/Lord_Howe";
  const times = every(30 * MINUTE_MS, "2026-04-04T14:00Z", "2026-04-04T16:30Z").map((at) => words(at, zone));
  expect(times).toEqual([
    ...["5 Apr, 01:00", "5 Apr, 01:30 GMT+11", "5 Apr, 01:30 GMT+10:30"],
    ...["5 Apr, 02:00", "5 Apr, 02:30"],
  ]);
});

it("writes no two moments alike when clocks change, in any time zone", () => {
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    for (const change of changesOf2026(zone)) {
      const moments = Array.from({ length: 48 }, (_, quarter) => change + (quarter - 24) * 15 * MINUTE_MS);
      expect(new Set(moments.map((at) => words(at, zone))).size, zone).toBe(moments.length);
    }
  }
});

function changesOf2026(zone: string): number[] {
  const start = Temporal.ZonedDateTime.from({ year: 2026, month: 1, day: 1, timeZone: zone });
  const first = start.getTimeZoneTransition("next");
  const second = first?.getTimeZoneTransition("next");
  return [first, second].flatMap((change) => (change?.year === 2026 ? change.epochMilliseconds : []));
}
