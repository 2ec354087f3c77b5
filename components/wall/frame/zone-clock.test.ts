import { describe, expect, it } from "vitest";
import { clockIn, zoneNameAt } from "./zone-clock";

const WINTER = Date.parse("2026-11-20T15:04:10.000Z");
const SUMMER = Date.parse("2026-07-20T15:04:10.000Z");

describe("the wall's clock", () => {
  it("shows the zone's own time, its place and the abbreviation that applies then", () => {
    expect(clockIn(WINTER, "Europe/Berlin")).toBe("16:04:10");
    expect(zoneNameAt(WINTER, "Europe/Berlin")).toBe("Berlin, CET");
    expect(zoneNameAt(SUMMER, "Europe/Berlin")).toBe("Berlin, CEST");
    expect(zoneNameAt(WINTER, "America/New_York")).toBe("New York, GMT-5");
    expect(zoneNameAt(WINTER, "Asia/Kolkata")).toBe("Kolkata, GMT+5:30");
  });

  it("names no place if the zone has none", () => {
    expect(zoneNameAt(WINTER, "UTC")).toBe("UTC");
    expect(zoneNameAt(WINTER, "Etc/GMT+3")).toBe("GMT-3");
  });

  it("writes midnight as zero hours", () => {
    expect(clockIn(Date.parse("2026-11-20T00:00:00.000Z"), "UTC")).toBe("00:00:00");
  });
});
