import { describe, expect, it } from "vitest";
import type { WeeklyWindow } from "@/lib/domain/alerts/weekly-window";
import { stretchesAround } from "./weekly-windows";

const NIGHT: WeeklyWindow = { days: ["fri", "sat"], start: "22:00", end: "06:00", timeZone: "Europe/Berlin" };

function around(window: WeeklyWindow, now: string): string[] {
  return stretchesAround(window, Date.parse(now)).map(
    ({ from, until }) => `${new Date(from).toISOString().slice(0, 16)} ${new Date(until).toISOString().slice(0, 16)}`,
  );
}

describe("a weekly window", () => {
  it("lasts over midnight, in its own time zone, and is known before it begins and for a day after it ended", () => {
    const friday = "2026-11-27T21:00 2026-11-28T05:00";
    const saturday = "2026-11-28T21:00 2026-11-29T05:00";
    expect(around(NIGHT, "2026-11-27T20:59:59Z")).toEqual([friday]);
    expect(around(NIGHT, "2026-11-28T04:59:00Z")).toEqual([friday, saturday]);
    expect(around(NIGHT, "2026-11-29T04:00:00Z")).toEqual([friday, saturday, "2026-12-04T21:00 2026-12-05T05:00"]);
    expect(around(NIGHT, "2026-11-29T05:30:00Z")).toEqual([saturday, "2026-12-04T21:00 2026-12-05T05:00"]);
  });

  it("of a whole day begins and ends at midnight there", () => {
    const days = { days: ["sat", "sun"], start: "00:00", end: "00:00", timeZone: "Asia/Kolkata" } as const;
    expect(around(days, "2026-11-28T12:00:00Z").slice(0, 2)).toEqual([
      "2026-11-27T18:30 2026-11-28T18:30",
      "2026-11-28T18:30 2026-11-29T18:30",
    ]);
  });

  it("keeps its times when clocks change, and lasts an hour less or more", () => {
    const sunday = { ...NIGHT, days: ["sat"] } as const;
    expect(around(sunday, "2026-03-28T22:00:00Z")[0]).toBe("2026-03-28T21:00 2026-03-29T04:00");
    expect(around(sunday, "2026-10-24T22:00:00Z")[0]).toBe("2026-10-24T20:00 2026-10-25T05:00");
  });

  it("that would begin in the hour that is skipped begins after it", () => {
    const skipped = { days: ["sun"], start: "02:30", end: "04:00", timeZone: "Europe/Berlin" } as const;
    const [first] = stretchesAround(skipped, Date.parse("2026-03-29T00:00:00Z"));
    expect(first).toEqual({ from: Date.parse("2026-03-29T01:00:00Z"), until: Date.parse("2026-03-29T02:00:00Z") });
  });
});
