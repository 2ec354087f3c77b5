import { expect, test } from "vitest";
import type { Limit } from "@/lib/contract/cluster";
import { usdMicros } from "@/lib/domain/money/cost";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { limitWords } from "./limit-words";

const money: Limit = { action: "alert", at: null, usdMicros: usdMicros(500_000_000), usdMicrosSpent: null, node: null };
const moment: Limit = {
  action: "delete",
  at: "2026-11-20T20:40:00.000Z",
  usdMicros: null,
  usdMicrosSpent: null,
  node: null,
};
const nothing = { leftMs: null, leftUsdMicros: null, share: null };

test("a time limit says how far away it is, and when that is", () => {
  const zone = /\((\w{3} \d+ \w{3},? )?\d{2}:\d{2} \S+\)$/;
  const soon = limitWords(moment, { ...nothing, leftMs: 200 * MINUTE_MS });
  expect(soon).toMatch(/^Deletes itself in 3 h 20 min \(\d{2}:40 \S+\)$/);
  expect(limitWords(moment, { ...nothing, leftMs: 3 * 24 * 60 * MINUTE_MS })).toMatch(zone);
  expect(limitWords(moment, { ...nothing, leftMs: -5 * MINUTE_MS })).toMatch(/^Deletes itself: due 5 min ago \(/);
});

test("a spending limit says how much of it is left", () => {
  const left = (dollars: number) => ({ ...nothing, leftUsdMicros: usdMicros(dollars * 1_000_000) });
  expect(limitWords(money, left(112.4))).toBe("Alerts its owner at $500.00: $112.40 to go");
  expect(limitWords(money, left(0))).toBe("Alerts its owner at $500.00: reached");
  expect(limitWords({ ...money, node: "train-2" }, left(0))).toContain("Alerts the owner of train-2 at");
  expect(limitWords({ ...money, action: "delete", node: "train-2" }, left(0))).toContain("Deletes train-2 at");
  expect(limitWords(money, nothing)).toBe("Alerts its owner at $500.00: spend so far is unknown");
});
