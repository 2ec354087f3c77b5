import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/epoch";
import { silenceDelayMs } from "./silence-delay";

it("asks every five seconds at first, then more and more rarely, but always at least every 38 s", () => {
  const delays = [0, 10_000, 20_000, 60_000, 120_000, DAY_MS].map((silentMs) => silenceDelayMs(silentMs, 0.5));
  expect(delays).toEqual([5_000, 5_000, 5_000, 15_000, 30_000, 30_000]);
  expect(silenceDelayMs(Number.MAX_SAFE_INTEGER, 1)).toBeLessThan(38_000);
});

it("spreads the screens around the delay", () => {
  expect([silenceDelayMs(60_000, 0), silenceDelayMs(60_000, 1)]).toEqual([11_250, 18_750]);
});

it("does not ask at once when a clock was set back", () => {
  expect(silenceDelayMs(-HOUR_MS, 0)).toBe(3_750);
});
