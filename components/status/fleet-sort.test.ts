import { describe, expect, test } from "vitest";
import type { Cluster } from "@/lib/contract/fleet";
import type { Mark } from "@/lib/domain/cluster/mark";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { type FleetSort, sortReadings } from "./fleet-sort";
import type { Reading } from "./live-cluster";

function reading(name: string, mark: Mark, change: Partial<Cluster> = {}): Reading {
  return { cluster: { ...exampleCluster, id: name, name, ...change }, freshness: "fresh", mark };
}

function order(readings: Reading[], sort: FleetSort, isReversed = false, ages: [string, number][] = []): string[] {
  const readAt = new Map(ages);
  const observedAt = (id: string) => readAt.get(id) ?? null;
  return sortReadings(readings, sort, isReversed, { observedAt }).map(({ cluster }) => cluster.name);
}

function priced(usd: number | null): Partial<Cluster> {
  return { rate: { ...exampleCluster.rate, usdMicrosPerHour: usd === null ? null : usdMicrosPerHour(usd) } };
}

describe("the order of clusters", () => {
  test("puts the worst first, and leaves equals in the order they had, both ways", () => {
    const fleet = [
      reading("a", "degraded"),
      reading("b", "healthy"),
      reading("node-9", "down"),
      reading("node-10", "down"),
    ];
    expect(order(fleet, "worst")).toEqual(["node-9", "node-10", "a", "b"]);
    expect(order(fleet, "worst", true)).toEqual(["b", "a", "node-9", "node-10"]);
    expect(order(fleet, "name", true)).toEqual(["node-10", "node-9", "b", "a"]);
  });

  test("puts those that failed more often first among equals, and one that is stopped at a price after the degraded", () => {
    const failed = (count: number) => ({ recentFailures: { count, hours: 24 } });
    const costly: Partial<Cluster> = {
      status: "stopped",
      rate: { ...exampleCluster.rate, usdMicrosPerHour: usdMicrosPerHour(2_000_000) },
    };
    const fleet = [
      reading("calm", "healthy"),
      reading("idle", "stopped-billed", { status: "stopped" }),
      reading("flapping", "healthy", failed(3)),
      reading("forgotten", "stopped-billed", costly),
      reading("changing", "working"),
      reading("impaired", "degraded", { status: "degraded" }),
      reading("impaired often", "degraded", { status: "degraded", ...failed(2) }),
    ];
    expect(order(fleet, "worst")).toEqual([
      ...["impaired often", "impaired", "forgotten", "changing", "idle", "flapping", "calm"],
    ]);
  });

  test("keeps what was worst in front when every reading is old", () => {
    const fleet = [reading("a-was-fine", "unknown"), reading("b-was-down", "unknown", { health: "unhealthy" })];
    expect(order(fleet, "worst")).toEqual(["b-was-down", "a-was-fine"]);
  });

  test("puts unknown prices last both ways, because they are not zero", () => {
    const fleet = [
      reading("unknown", "healthy", priced(null)),
      reading("cheap", "healthy", priced(1)),
      reading("dear", "healthy", priced(9)),
    ];
    expect(order(fleet, "rate")).toEqual(["dear", "cheap", "unknown"]);
    expect(order(fleet, "rate", true)).toEqual(["cheap", "dear", "unknown"]);
  });

  test("puts the oldest reading first, by its present age", () => {
    const ages: [string, number][] = [
      ["new", 2_000],
      ["old", 1_000],
    ];
    expect(order([reading("new", "healthy"), reading("old", "healthy")], "read", false, ages)).toEqual(["old", "new"]);
  });

  test("leaves the given list as it is", () => {
    const fleet = [reading("b", "healthy"), reading("a", "healthy")];
    order(fleet, "name");
    expect(fleet.map(({ cluster }) => cluster.name)).toEqual(["b", "a"]);
  });
});
