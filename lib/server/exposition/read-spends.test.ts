import { describe, expect, it } from "vitest";
import type { WatchedBudget } from "@/lib/domain/alerts/conditions/situation";
import { usdMicros } from "@/lib/domain/money/cost";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { rateOf, readingOf } from "@/lib/testing/example-polls";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { initialSnapshot } from "../poller/initial-snapshot";
import { trackCreated } from "../poller/track-clusters";
import { readSpends } from "./read-spends";

const NOW = Date.UTC(2026, 10, 30, 23);
const HOUR_LATER = NOW + HOUR_MS;
const MONTH = {
  ...{ from: Date.UTC(2026, 10), asOf: NOW, timeZone: "UTC", usdMicros: usdMicros(5_000_000) },
  ...{ errorUsdMicros: usdMicros(0), unpricedMs: 0, watches: [] },
};

/** An account whose clusters cost this much an hour: `null` is unknown, "stopped" one that is not billed. */
function account(rates: readonly (number | null | "stopped")[], lastSuccessAt: number | null = NOW): AccountSnapshot {
  const readings = rates.map((usd, index) => {
    const rate = usd === "stopped" ? { ...rateOf(9), billing: "none" as const } : rateOf(usd);
    return readingOf({ providerClusterId: `c${index}`, rate });
  });
  return {
    ...initialSnapshot({ id: "lab", label: "Lab", provider: { id: "acme", label: "Acme" }, pollIntervalMs: 15_000 }),
    lastSuccessAt,
    clusters: new Map(readings.map((reading) => [reading.providerClusterId, trackCreated(reading, NOW)])),
  };
}

function budget(changes: Partial<WatchedBudget> = {}): WatchedBudget {
  const amounts = { limit: usdMicros(9), spent: usdMicros(3), forecast: usdMicros(4) };
  return { id: "account lab", accountId: "lab", ...amounts, asOf: NOW, ...changes };
}

describe("the forecast of the whole fleet", () => {
  it.each([
    ["adds what is known", [2, 1], NOW, 8_000_000],
    ["is as far as prices are known", [2, null], NOW, 7_000_000],
    ["is unknown if no price is", [null, null], NOW, null],
    ["is unknown if the only price that is known is not charged", ["stopped", null], NOW, null],
    ["is what was spent if nothing is charged", ["stopped"], NOW, 5_000_000],
    ["is what was spent if there is no cluster", [], NOW, 5_000_000],
    ["is unknown while nobody knows which clusters there are", [], null, null],
  ] as const)("%s", (_, rates, lastSuccessAt, forecast) => {
    const known = { snapshots: [account(rates, lastSuccessAt)], month: MONTH, budgets: [] };
    expect(readSpends(known, { timeZone: "UTC", now: NOW })).toEqual([
      { id: "all", spent: MONTH.usdMicros, forecast, limit: null },
    ]);
  });
});

it("says of a month that has just begun nothing that was computed before it, and yet what it may cost", () => {
  const known = { snapshots: [account([2])], month: MONTH, budgets: [budget()] };
  expect(readSpends(known, { timeZone: "UTC", now: NOW }).map(({ spent }) => spent)).toEqual([5_000_000, 3]);
  expect(readSpends(known, { timeZone: "UTC", now: HOUR_LATER })).toEqual([
    { id: "account lab", spent: null, forecast: null, limit: 9 },
  ]);
  // In New York it is still November.
  expect(readSpends(known, { timeZone: "America/New_York", now: HOUR_LATER })).toHaveLength(2);
});

it("has one series of two budgets for the same: that which is used up first", () => {
  const budgets = [budget(), budget({ limit: usdMicros(7) }), budget({ limit: usdMicros(8) })];
  const spends = readSpends({ snapshots: [], month: null, budgets }, { timeZone: "UTC", now: NOW });
  expect(spends).toEqual([{ id: "account lab", spent: 3, forecast: 4, limit: 7 }]);
});

it("takes the limit of the whole fleet from its budget, and what was spent from the history", () => {
  const budgets = [budget({ id: "all", accountId: null })];
  const spends = readSpends({ snapshots: [account([2])], month: MONTH, budgets }, { timeZone: "UTC", now: NOW });
  expect(spends).toEqual([{ id: "all", spent: 5_000_000, forecast: 7_000_000, limit: 9 }]);
});
