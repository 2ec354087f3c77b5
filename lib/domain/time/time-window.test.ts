import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactCost, sumCosts, usdMicrosPerHour } from "../money/cost";
import { DAY_MS, HOUR_MS } from "./epoch";
import { type BucketUnit, calendarBuckets, calendarUnitAround, isTimeZone } from "./time-window";

const RUNS = { numRuns: 1_000 };
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Africa/Casablanca",
];
/** Times around days on which clocks changed in some of the zones. */
const changeDays = [
  Date.UTC(2011, 11, 29),
  Date.UTC(2018, 10, 3),
  Date.UTC(2025, 3, 5),
  Date.UTC(2025, 9, 4),
  Date.UTC(2025, 9, 25),
  Date.UTC(2026, 2, 28),
];
const time = fc.oneof(
  fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2035, 0, 1) }),
  fc
    .tuple(fc.constantFrom(...changeDays), fc.integer({ min: 0, max: 3 * DAY_MS }))
    .map(([day, offset]) => day + offset),
);
const LENGTH_MS: Record<BucketUnit, number> = { hour: 3 * DAY_MS, day: 100 * DAY_MS, month: 2_000 * DAY_MS };
const query = fc
  .tuple(
    time,
    fc.constantFrom<BucketUnit>("hour", "day", "month"),
    fc.constantFrom(...ZONES),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([from, unit, zone, share]) => ({
    window: { from, to: from + Math.floor(LENGTH_MS[unit] * share) },
    unit,
    zone,
  }));

describe("calendar buckets", () => {
  it("cover the window without gap or overlap, in every zone", () => {
    fc.assert(
      fc.property(query, ({ window, unit, zone }) => {
        const buckets = calendarBuckets(window, unit, zone) ?? [];
        const edges = buckets.flatMap(({ from, to }) => [from, to]);
        expect(edges[0] ?? window.from).toBe(window.from);
        expect(edges.at(-1) ?? window.to).toBe(window.to);
        buckets.forEach(({ from, to }, index) => {
          expect(to).toBeGreaterThan(from);
          expect(buckets[index + 1]?.from ?? to).toBe(to);
        });
      }),
      RUNS,
    );
  });

  it("begin where a day or a month begins on the zone's clocks", () => {
    fc.assert(
      fc.property(query, ({ window, unit, zone }) => {
        if (unit === "hour") return;
        for (const { from } of (calendarBuckets(window, unit, zone) ?? []).slice(1)) {
          const local = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
          expect(local.startOfDay().epochMilliseconds).toBe(from);
          if (unit === "month") expect(local.day).toBe(1);
        }
      }),
      RUNS,
    );
  });

  it("never change a total: the buckets of every zone add up to the same cost", () => {
    const ledger = [
      { from: Date.UTC(2009, 0, 1), to: Date.UTC(2036, 0, 1), usdMicrosPerHour: usdMicrosPerHour(19_920_001) },
    ];
    fc.assert(
      fc.property(query, fc.constantFrom(...ZONES), ({ window, unit, zone }, other) => {
        const totals = [zone, other].map((name) =>
          sumCosts((calendarBuckets(window, unit, name) ?? []).map((bucket) => exactCost(ledger, bucket))),
        );
        expect(totals[0]).toBe(totals[1]);
        expect(totals[0]).toBe(exactCost(ledger, window));
      }),
      RUNS,
    );
  });

  it("take account of days of 23 and 25 hours", () => {
    expect(hoursOf(2026, 3, 29, "Europe/Berlin")).toEqual(Array(23).fill(60));
    expect(hoursOf(2025, 10, 26, "Europe/Berlin")).toEqual(Array(25).fill(60));
  });

  it("take account of daylight saving of half an hour, and of offsets in quarter hours", () => {
    expect(hoursOf(2025, 10, 5, "Australia/Lord_Howe").toSorted()).toEqual([30, ...Array(23).fill(60)]);
    expect(hoursOf(2025, 4, 6, "Australia/Lord_Howe").toSorted()).toEqual([30, ...Array(24).fill(60)]);
    const [first] =
      calendarBuckets({ from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 2) }, "hour", "Asia/Kathmandu") ?? [];
    expect(first?.to).toBe(Date.UTC(2026, 0, 1, 0, 15));
  });

  it("skip a day that a zone never had", () => {
    const window = { from: Date.UTC(2011, 11, 29, 10), to: Date.UTC(2011, 11, 31, 10) };
    expect(calendarBuckets(window, "day", "Pacific/Apia")).toHaveLength(2);
  });

  it("are refused from 5 001 on", () => {
    const from = Date.UTC(2026, 0, 1);
    expect(calendarBuckets({ from, to: from + 5_000 * HOUR_MS }, "hour", "UTC")).toHaveLength(5_000);
    expect(calendarBuckets({ from, to: from + 5_000 * HOUR_MS + 1 }, "hour", "UTC")).toBeNull();
  });
});

it("finds the month around a moment on the zone's clocks", () => {
  const newYearInUtc = Date.UTC(2026, 0, 1);
  expect(calendarUnitAround(newYearInUtc, "month", "America/New_York")).toEqual({
    from: Date.UTC(2025, 11, 1, 5),
    to: Date.UTC(2026, 0, 1, 5),
  });
});

it("accepts only names of time zones", () => {
  expect(["Europe/Berlin", "UTC", "Etc/GMT+5"].every(isTimeZone)).toBe(true);
  expect(["", "Mars/Olympus", "+05:45", "2026-01-01T00:00[Europe/Berlin]"].some(isTimeZone)).toBe(false);
});

/** Minutes of each hour of a local day. */
function hoursOf(year: number, month: number, day: number, zone: string): number[] {
  const start = Temporal.ZonedDateTime.from({ year, month, day, timeZone: zone });
  const window = { from: start.epochMilliseconds, to: start.add({ days: 1 }).epochMilliseconds };
  return (calendarBuckets(window, "hour", zone) ?? []).map(({ from, to }) => (to - from) / 60_000);
}
