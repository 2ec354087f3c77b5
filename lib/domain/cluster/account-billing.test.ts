import { describe, expect, it } from "vitest";
import { usdMicros, usdMicrosPerHour } from "../money/cost";
import { HOUR_MS } from "../time/epoch";
import { balanceEnd, balanceMark, isBalanceLow, sortQuotas } from "./account-billing";

const NOW = Date.UTC(2026, 10, 20, 15);
const balance = usdMicros(100_000_000);
const rate = usdMicrosPerHour(20_000_000);

describe("the end of a balance", () => {
  it("is when the present rates have used it up", () => {
    expect(balanceEnd(balance, [rate, usdMicrosPerHour(5_000_000)], NOW)).toBe(NOW + 4 * HOUR_MS);
  });

  it("is now for a balance that is overdrawn", () => {
    expect(balanceEnd(usdMicros(-1), [rate], NOW)).toBe(NOW);
  });

  it.each([
    ["the balance is not known", null, [rate]],
    ["a rate is not known", balance, [rate, null]],
    ["nothing is charged", balance, [usdMicrosPerHour(0)]],
    ["there is no cluster", balance, []],
    ["it lies beyond any calendar", usdMicros(Number.MAX_SAFE_INTEGER), [usdMicrosPerHour(1)]],
  ])("is not known when %s", (_, left, rates) => {
    expect(balanceEnd(left, rates, NOW)).toBeNull();
  });
});

it.each([
  [72, null, false],
  [71.9, "degraded", false],
  [24, "degraded", false],
  [23.9, "degraded", true],
  [12, "degraded", true],
  [11.9, "down", true],
  [-1, "down", true],
])("marks a balance that ends in %d h as %s, and as low: %s", (hours, mark, isLow) => {
  const endsAt = NOW + hours * HOUR_MS;
  expect([balanceMark(endsAt, NOW), isBalanceLow(endsAt, NOW)]).toEqual([mark, isLow]);
});

it("says nothing of a balance whose end is not known", () => {
  expect([balanceMark(null, NOW), isBalanceLow(null, NOW)]).toEqual([null, false]);
});

it("puts the fullest quota first, and what is not known last", () => {
  const quotas = [
    { label: "unknown", used: null, allowed: 4 },
    { label: "half", used: 2, allowed: 4 },
    { label: "of nothing", used: 1, allowed: 0 },
    { label: "over", used: 6, allowed: 4 },
  ];
  expect(sortQuotas(quotas).map(({ label }) => label)).toEqual(["over", "of nothing", "half", "unknown"]);
});
