import { describe, expect, it } from "vitest";
import type { Cluster } from "@/lib/contract/fleet";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { usdMicrosPerHour } from "@/lib/domain/money/cost";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { machineWords, noteWords, rateFigures, rateRemark } from "./tile-words";

const perHour = (dollars: number) => usdMicrosPerHour(dollars * 1_000_000);
const rateOf = (change: Partial<Cluster["rate"]>): Cluster["rate"] => ({ ...exampleCluster.rate, ...change });

describe("rateFigures", () => {
  it("writes a rate ever shorter, as long as it stays true, and always per hour", () => {
    expect(rateFigures(rateOf({ usdMicrosPerHour: perHour(181.12) }))).toEqual(["$181.12/h", "$181/h"]);
    expect(rateFigures(rateOf({ usdMicrosPerHour: perHour(5.5) }))).toEqual(["$5.50/h"]);
  });

  it("has no figure for an unknown price or for what is not billed", () => {
    expect(rateFigures(rateOf({ usdMicrosPerHour: null }))).toBeNull();
    expect(rateFigures(rateOf({ usdMicrosPerHour: perHour(0), billing: "none" }))).toBeNull();
    expect(rateRemark(rateOf({ usdMicrosPerHour: null }))).toBe("Price not known");
    expect(rateRemark(rateOf({ usdMicrosPerHour: null, note: "Billed by AWS" }))).toBe("Billed by AWS");
  });
});

describe("noteWords", () => {
  const note = (change: Partial<Cluster>, freshness: Freshness) =>
    noteWords({
      cluster: { ...exampleCluster, ...change },
      freshness,
      mark: change.health === "unhealthy" ? "down" : "healthy",
    });
  const broken: Partial<Cluster> = { health: "unhealthy", healthReasons: ["the host was lost"] };

  it("says what a cluster has, or what is wrong with it", () => {
    expect(note({}, "fresh")).toBe("1 node ok · H100 × 8");
    expect(note(broken, "late")).toBe("the host was lost");
  });

  it("describes a stale reading in the past tense only", () => {
    expect(note({}, "stale")).toBe("was 1 node ok");
    expect(note(broken, "stale")).toBe("Was: the host was lost");
  });
});

it("names the account by its label, or else the provider, and where the machines are", () => {
  expect(machineWords(exampleCluster, "Lab")).toBe("Lab · Europe");
  expect(machineWords({ ...exampleCluster, region: null }, undefined)).toBe("shadeform");
});
