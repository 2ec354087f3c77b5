import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../time/epoch";
import { usdMicrosPerHour } from "./cost";
import { rateIntervals, recentCost } from "./recent-rates";

const DAY = Date.UTC(2026, 10, 20);
const iso = (hour: number) => new Date(DAY + hour * HOUR_MS).toISOString();
const dollar = usdMicrosPerHour(1_000_000);
const TODAY = { from: DAY, to: DAY + DAY_MS };

describe("recent rates", () => {
  it("are charged until the last reading and no further", () => {
    const intervals = rateIntervals(
      [
        [iso(-2), dollar],
        [iso(4), usdMicrosPerHour(3_000_000)],
      ],
      DAY + 6 * HOUR_MS,
    );
    expect(recentCost(intervals, TODAY)).toBe(10_000_000);
  });

  it("cost nothing if they end before the day", () => {
    expect(recentCost(rateIntervals([[iso(-5), dollar]], DAY - HOUR_MS), TODAY)).toBe(0);
  });

  it("are not free if no price is known", () => {
    expect(recentCost(rateIntervals([[iso(1), null]], DAY + 3 * HOUR_MS), TODAY)).toBeNull();
    expect(
      recentCost(
        rateIntervals(
          [
            [iso(1), null],
            [iso(2), dollar],
          ],
          DAY + 3 * HOUR_MS,
        ),
        TODAY,
      ),
    ).toBe(1_000_000);
  });
});
