import { describe, expect, test } from "vitest";
import type { Reading } from "@/components/status/live-cluster";
import type { Cluster } from "@/lib/contract/fleet";
import type { Mark } from "@/lib/domain/cluster/mark";
import { exampleAccount, exampleCluster } from "@/lib/testing/example-fleet";
import { countValues, type FleetFilter, filterReadings, hasValues, isFiltered, NO_FILTER } from "./fleet-filter";

const accounts = new Map([[exampleAccount.id, { ...exampleAccount, paused: null }]]);

function reading(name: string, mark: Mark, change: Partial<Cluster> = {}): Reading {
  return { cluster: { ...exampleCluster, id: name, name, ...change }, freshness: "fresh", mark };
}

const fleet = [
  reading("train-llama", "down", { gpuModel: "H100", tags: ["team=research"] }),
  reading("serve-qwen", "healthy", {
    ...{ gpuModel: "A100", region: { id: "us-1", label: "Houston, TX" }, tags: ["team=research", "eval"] },
  }),
  reading("idle", "stopped", { gpuModel: null, region: null }),
];

function names(filter: Partial<FleetFilter>): string[] {
  return filterReadings(fleet, { ...NO_FILTER, ...filter }, accounts).map(({ cluster }) => cluster.name);
}

describe("filtering the fleet", () => {
  test("shows everything without a filter", () => {
    expect(names({})).toHaveLength(3);
    expect(isFiltered({ ...NO_FILTER, q: "  " })).toBe(false);
  });

  test("matches any chosen value of a facet, and all facets at once", () => {
    expect(names({ status: ["down", "healthy"] })).toEqual(["train-llama", "serve-qwen"]);
    expect(names({ status: ["down", "healthy"], gpu: ["A100"] })).toEqual(["serve-qwen"]);
  });

  test("matches a cluster by any of its tags", () => {
    expect(names({ tag: ["eval"] })).toEqual(["serve-qwen"]);
    expect(names({ tag: ["eval", "team=research"] })).toEqual(["train-llama", "serve-qwen"]);
    expect(names({ tag: ["team=research"], gpu: ["H100"] })).toEqual(["train-llama"]);
    expect(names({ q: "TEAM=" })).toHaveLength(2);
    expect([...countValues(fleet, "tag")]).toEqual([
      ["team=research", 2],
      ["eval", 1],
    ]);
  });

  test("leaves out clusters whose value is not known", () => {
    expect(names({ region: ["us-1"] })).toEqual(["serve-qwen"]);
  });

  test("finds clusters that contain every word of the search, anywhere and in any case", () => {
    expect(names({ q: "HOUSTON a100" })).toEqual(["serve-qwen"]);
    expect(names({ q: "shadeform" })).toHaveLength(3);
    expect(names({ q: "houston h100" })).toEqual([]);
  });

  test("offers only values that occur, with their counts", () => {
    expect([...countValues(fleet, "gpu")]).toEqual([
      ["H100", 1],
      ["A100", 1],
    ]);
  });

  test("says whether a facet has at least a given number of values", () => {
    expect(hasValues(fleet, "gpu", 2)).toBe(true);
    expect(hasValues(fleet, "gpu", 3)).toBe(false);
    expect(hasValues(fleet, "region", 1)).toBe(true);
    expect(hasValues([], "tag", 1)).toBe(false);
  });
});
