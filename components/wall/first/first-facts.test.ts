import { describe, expect, it } from "vitest";
import type { Fleet } from "@/lib/contract/fleet";
import { stableFleet } from "@/lib/queries/stable-fleet";
import { exampleAccount, exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { factsOf } from "./first-facts";

const factsAt = (change: Partial<Fleet>) => factsOf(stableFleet(undefined, exampleFleet(change)));

describe("the facts of the first picture", () => {
  it("never say that nothing is wrong, which only a living page may", () => {
    const { headline } = factsAt({ accounts: [exampleAccount], clusters: [exampleCluster] });
    expect(headline).toEqual(["Nothing needed attention", "1 of 1 reporting"]);
  });

  it("are from when the oldest reading that counts as reporting was taken", () => {
    const older = { ...exampleCluster, id: "shadeform~2", observedAt: "2026-11-20T14:59:50.000Z" };
    const stale = { ...exampleCluster, id: "shadeform~3", observedAt: "2026-11-20T13:00:00.000Z" };
    const { at } = factsAt({ accounts: [exampleAccount], clusters: [exampleCluster, older, stale] });
    expect(new Date(at).toISOString()).toBe(older.observedAt);
  });

  it("name the worst first, and leave out what is gone", () => {
    const bad = { ...exampleCluster, id: "shadeform~2", name: "two", status: "error" as const };
    const gone = { ...exampleCluster, id: "shadeform~3", name: "three", status: "terminated" as const };
    const { readings, problems } = factsAt({ accounts: [exampleAccount], clusters: [exampleCluster, gone, bad] });
    expect(readings.map(({ cluster }) => cluster.name)).toEqual(["two", "one"]);
    expect(problems).toHaveLength(1);
  });
});
