import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usdMicros } from "../money/cost";
import { HOUR_MS } from "../time/epoch";
import { isNearLimit, limitDistance } from "./limit";

const NOW = Date.UTC(2026, 10, 20, 15);
const usd = (dollars: number) => usdMicros(dollars * 1_000_000);
const nothing = { spent: null, createdAt: null, now: NOW };

const until = (hours: number, createdAt: number | null = NOW - HOUR_MS) =>
  limitDistance({ at: NOW + hours * HOUR_MS, spendUsdMicros: null }, { ...nothing, createdAt });
const spend = (dollars: number, spent: number | null) =>
  limitDistance({ at: null, spendUsdMicros: usd(dollars) }, { ...nothing, spent: spent === null ? null : usd(spent) });

describe("the distance to a limit", () => {
  it("is a duration for a time limit, with the share that has passed since the cluster was created", () => {
    expect(until(3)).toEqual({ leftMs: 3 * HOUR_MS, leftUsdMicros: null, share: 0.25 });
    expect(until(-1)).toMatchObject({ leftMs: -HOUR_MS, share: null });
    expect(until(3, null).share).toBeNull();
  });

  it("is money for a spending limit, and never less than zero", () => {
    expect(spend(500, 387.6)).toMatchObject({ leftMs: null, leftUsdMicros: 112_400_000, share: 0.7752 });
    expect(spend(500, 600)).toMatchObject({ leftUsdMicros: 0, share: 1 });
    expect(spend(500, -5)).toMatchObject({ leftUsdMicros: 505_000_000, share: 0 });
  });

  it("is unknown if it is unknown how much was spent", () => {
    expect(spend(500, null)).toEqual({ leftMs: null, leftUsdMicros: null, share: null });
  });
});

it.each([
  ["delete", until(1), false],
  ["delete", until(0.99), true],
  ["delete", until(-1), true],
  ["delete", until(0.5, null), true],
  ["delete", spend(100, 90), false],
  ["delete", spend(100, 90.01), true],
  ["delete", spend(100, null), false],
  ["alert", until(0.1), false],
  ["alert", spend(100, 99), false],
] as const)("a limit to %s at %j is near: %s", (action, distance, expected) => {
  expect(isNearLimit({ action }, distance)).toBe(expected);
});

it("never has covered more than the whole way, nor has money below zero", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: -10, max: 2_000_000 }),
      (threshold, spent) => {
        const { share, leftUsdMicros } = spend(threshold, spent);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(leftUsdMicros).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
