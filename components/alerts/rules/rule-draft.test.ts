import { expect, it } from "vitest";
import type { Rule } from "@/lib/contract/alerts/alert-rules";
import { DEFAULT_RULES, RULE_IDS, THRESHOLDS } from "@/lib/domain/alerts/rule";
import { durationMs, isChanged, isValid, ruleDraftOf, writtenDuration } from "./rule-draft";

it("writes a duration in the largest unit that needs no fraction, and reads it back as it was", () => {
  expect(writtenDuration(0)).toEqual({ amount: 0, unit: "min" });
  expect(writtenDuration(90_000)).toEqual({ amount: 90, unit: "s" });
  expect(writtenDuration(300_000)).toEqual({ amount: 5, unit: "min" });
  expect(writtenDuration(86_400_000)).toEqual({ amount: 1, unit: "d" });
  for (const ms of [0, 1, 250, 1_500, 90_000, 300_000, 3_600_000, 86_400_000]) {
    const { amount, unit } = writtenDuration(ms);
    expect(durationMs(amount, unit)).toBe(ms);
  }
});

it("offers to save only what is another setting, and is one", () => {
  const rule: Rule = { rule: "idle", ...DEFAULT_RULES.idle, source: "default" };
  const draft = ruleDraftOf(rule);
  expect(isChanged(draft, rule)).toBe(false);
  const others = [
    { enabled: false },
    { severity: "info" },
    { forMs: 1 },
    { resolveAfterMs: 1 },
    { threshold: 6 },
  ] as const;
  for (const other of others) expect(isChanged({ ...draft, ...other }, rule)).toBe(true);
  expect(isValid(draft)).toBe(true);
  expect(isValid({ ...draft, threshold: Number.NaN })).toBe(false);
  expect(isValid({ ...draft, forMs: -1 })).toBe(false);
});

it("has a unit for every rule that measures something", () => {
  const measuring = RULE_IDS.filter((id) => DEFAULT_RULES[id].threshold !== null);
  expect(Object.keys(THRESHOLDS).toSorted()).toEqual(measuring.toSorted());
});
