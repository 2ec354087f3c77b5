import { describe, expect, test } from "vitest";
import { usdPerDay } from "../money/cost";
import { headlineOf } from "./headline";
import type { Marked } from "./mark";

const ok: Marked = { status: "running", health: "healthy", billing: "full", freshness: "fresh" };
const unhealthy: Marked = { ...ok, health: "unhealthy" };
const stale: Marked = { ...ok, freshness: "stale" };
const terminated: Marked = { ...ok, status: "terminated", billing: "none" };
const stopped = (usdPerDayWhileStopped: number | null): Marked => ({
  ...{ ...ok, status: "stopped", health: "unknown" },
  usdMicrosPerHour: usdPerDayWhileStopped === null ? null : usdPerDay(usdPerDayWhileStopped),
});
const answering = [{ state: "ok" } as const];

describe("the headline", () => {
  test.each<[string, Marked[], string]>([
    ["a quiet fleet", [ok, ok], "Nothing needs attention · 2 of 2 reporting"],
    ["one bad cluster", [ok, unhealthy], "1 cluster needs attention · 2 of 2 reporting"],
    ["bad and silent ones", [unhealthy, unhealthy, stale], "2 clusters need attention · 2 of 3 reporting"],
    ["one that is stopped at a price", [ok, stopped(5.01)], "1 cluster needs attention · 2 of 2 reporting"],
    ["one that is stopped and costs little", [ok, stopped(5)], "Nothing needs attention · 2 of 2 reporting"],
    ["one that is stopped at an unknown price", [ok, stopped(null)], "Nothing needs attention · 2 of 2 reporting"],
    ["silent ones only", [ok, stale], "1 cluster not reporting · 1 of 2 reporting"],
    ["late ones, which report", [{ ...ok, freshness: "late" }], "Nothing needs attention · 1 of 1 reporting"],
    [
      "a bad cluster that went silent",
      [ok, { ...unhealthy, freshness: "stale" }],
      "1 cluster needs attention · 1 of 2 reporting",
    ],
    ["no report at all", [stale, stale], "None of 2 clusters is reporting"],
    [
      "health nobody knows",
      [ok, { ...ok, health: "unknown" }],
      "Nothing needs attention · 2 of 2 reporting · 1 of unknown health",
    ],
    ["terminated clusters, which count for nothing", [ok, terminated], "Nothing needs attention · 1 of 1 reporting"],
    ["terminated clusters only", [terminated], "No cluster is left"],
    ["an empty fleet", [], "No clusters"],
  ])("of %s", (_, clusters, words) => {
    expect(headlineOf({ clusters, accounts: answering }).join(" · ")).toBe(words);
  });

  test("names failing accounts, since what they hold may be missing", () => {
    const accounts = [{ state: "ok" }, { state: "failing" }] as const;
    expect(headlineOf({ clusters: [ok], accounts })).toEqual(["1 account failing", "1 of 1 reporting"]);
    expect(headlineOf({ clusters: [unhealthy], accounts })).toEqual([
      "1 cluster needs attention",
      "1 of 1 reporting",
      "1 account failing",
    ]);
  });

  test("names paused accounts last, since somebody wanted that and their clusters grow old meanwhile", () => {
    const accounts = [{ state: "ok" }, { state: "paused" }] as const;
    expect(headlineOf({ clusters: [ok], accounts })).toEqual([
      ...["Nothing needs attention", "1 of 1 reporting", "1 account paused"],
    ]);
    expect(headlineOf({ clusters: [], accounts: [{ state: "paused" }] })).toEqual(["No clusters", "1 account paused"]);
  });

  test("never says that a fleet is empty when no account could be read", () => {
    const failing = { state: "failing" } as const;
    expect(headlineOf({ clusters: [], accounts: [failing, failing] })).toEqual(["None of 2 accounts can be read"]);
    expect(headlineOf({ clusters: [], accounts: [{ state: "starting" }] })).toEqual([
      "Reading your accounts for the first time",
    ]);
  });

  test.each<[Marked[], { suspended: number; low: number }, string]>([
    [[ok], { suspended: 1, low: 0 }, "1 account suspended · 1 of 1 reporting"],
    [[ok], { suspended: 0, low: 2 }, "2 accounts out of money within a day · 1 of 1 reporting"],
    [[ok, unhealthy], { suspended: 1, low: 0 }, "1 cluster needs attention · 1 account suspended · 2 of 2 reporting"],
    [
      [ok, stale],
      { suspended: 0, low: 1 },
      "1 account out of money within a day · 1 cluster not reporting · 1 of 2 reporting",
    ],
    [[], { suspended: 1, low: 0 }, "No clusters · 1 account suspended"],
  ])("never says that nothing needs attention while an account does", (clusters, billing, words) => {
    expect(headlineOf({ clusters, accounts: answering, billing }).join(" · ")).toBe(words);
  });

  test("tells when there is no account", () => {
    expect(headlineOf({ clusters: [], accounts: [] })).toEqual(["No account is connected"]);
  });
});
