import { expect, it } from "vitest";
import type { ClusterReading, Limit } from "@/lib/domain/cluster/cluster";
import { usdMicros } from "@/lib/domain/money/cost";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { exampleReading } from "@/lib/testing/example-reading";
import type { AccountSnapshot } from "./account-snapshot";
import { initialSnapshot } from "./initial-snapshot";
import { joinLimitReasons } from "./limit-reasons";

const NOW = Date.UTC(2026, 10, 20, 15);
const moment = (minutes: number): Limit => ({
  ...{ action: "delete", at: NOW + minutes * MINUTE_MS, spendUsdMicros: null, spentUsdMicros: null, node: null },
});
const amount = (spent: number): Limit => ({
  ...{
    action: "delete",
    at: null,
    spendUsdMicros: usdMicros(100_000_000),
    spentUsdMicros: usdMicros(spent * 1_000_000),
    node: null,
  },
});

function read(changes: Partial<ClusterReading>): ClusterReading | undefined {
  const account = { id: "one", provider: { id: "shadeform", label: "Shadeform" }, label: "Shadeform" };
  const reading = exampleReading(changes);
  const tracked = { reading, observedAt: NOW, statusSince: NOW, statusMayBeOlder: false, missed: null, details: null };
  const snapshot: AccountSnapshot = {
    ...initialSnapshot({ ...account, pollIntervalMs: 15_000 }),
    clusters: new Map([["c1", tracked]]),
  };
  return joinLimitReasons(snapshot, NOW).clusters.get("c1")?.reading;
}

it("asks for attention within the hour before a deletion", () => {
  expect(read({ limits: [moment(42)] })).toMatchObject({
    health: "degraded",
    healthReasons: ["Shadeform deletes it by itself in 42 min"],
  });
  expect(read({ limits: [moment(-5)] })?.healthReasons).toEqual(["Shadeform was to delete it by itself 5 min ago"]);
});

it("names the one node that will be deleted", () => {
  const limits = [{ ...moment(42), node: "train-1" }];
  expect(read({ limits })?.healthReasons).toEqual(["Shadeform deletes train-1 by itself in 42 min"]);
});

it("asks for attention with more than nine tenths of the money spent", () => {
  expect(read({ limits: [amount(95)] })?.healthReasons).toEqual([
    "Shadeform deletes it by itself at $100.00, with $5.00 to go by its own count",
  ]);
});

it("ignores limits that are far away, and clusters that are going or gone", () => {
  expect(read({ limits: [moment(61), amount(50)] })).toMatchObject({ health: "healthy", healthReasons: [] });
  expect(read({ limits: [moment(5)], status: "terminating", health: "unknown" })?.healthReasons).toEqual([]);
});

it("never makes a cluster look better than it is", () => {
  expect(read({ limits: [moment(5)], health: "unhealthy", healthReasons: ["broken"] })).toMatchObject({
    health: "unhealthy",
    healthReasons: ["broken", "Shadeform deletes it by itself in 5 min"],
  });
});
