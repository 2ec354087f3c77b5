import { expect, it } from "vitest";
import { costsOf } from "@/lib/testing/example-costs";
import { rangeWords } from "./range-words";

const now = "2026-11-20T15:00:00.000Z";
const thisMonth = costsOf({ from: "2026-11-01T00:00:00.000Z", to: now, generatedAt: now, timeZone: "UTC" });

it("leaves out the year of a range in the present year", () => {
  expect(rangeWords(thisMonth)).toBe("1 Nov, 00:00 – 20 Nov, 15:00, UTC");
});

it("names the years of a range that spans several, and the year of one in the past", () => {
  expect(rangeWords({ ...thisMonth, from: "2024-11-01T00:00:00.000Z" })).toBe(
    "1 Nov 2024, 00:00 – 20 Nov 2026, 15:00, UTC",
  );
  const lastYear = { from: "2025-11-01T00:00:00.000Z", to: "2025-12-01T00:00:00.000Z" };
  expect(rangeWords({ ...thisMonth, ...lastYear })).toBe("1 Nov 2025, 00:00 – 1 Dec 2025, 00:00, UTC");
});

it("takes the year from the clocks of the range's zone", () => {
  const newYear = { from: "2025-12-31T23:00:00.000Z", timeZone: "Europe/Berlin" };
  expect(rangeWords({ ...thisMonth, ...newYear })).toBe("1 Jan, 00:00 – 20 Nov, 16:00, Europe/Berlin");
});
