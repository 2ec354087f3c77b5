import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleNode } from "@/lib/testing/example-reading";
import { usdMicrosPerHour } from "../money/cost";
import type { NodeShape } from "./cluster";
import { cheaperOffers, isSameShape, type Offer } from "./offer";

const shape: NodeShape = {
  gpuModel: "H100",
  gpusPerNode: 8,
  interconnect: "sxm5",
  nvlink: true,
  vramPerGpuGb: 80,
  memoryGb: 1_800,
  storageGb: 2_048,
};
const usd = (dollars: number) => usdMicrosPerHour(dollars * 1_000_000);

function clusterOf(nodeCount: number, dollars: number | null = 22 * nodeCount) {
  const rate = {
    usdMicrosPerHour: dollars === null ? null : usd(dollars),
    ...({ source: "reported", billing: "full", note: null } as const),
  };
  return { shape, nodes: Array.from({ length: nodeCount }, () => exampleNode()), rate };
}

function offer(dollars: number, changes: Partial<Offer> = {}): Offer {
  return {
    cloud: "nebius",
    region: { id: "helsinki", label: "Finland, Helsinki" },
    rental: "on-demand",
    shape,
    usdMicrosPerHour: usd(dollars),
    kind: "vm",
    bootMs: { min: 300_000, max: 540_000 },
    ...changes,
  };
}

describe("the same cluster elsewhere", () => {
  it("costs the price of a machine times the number of nodes", () => {
    expect(cheaperOffers(clusterOf(8), [offer(20)])).toEqual([
      {
        cloud: "nebius",
        region: { id: "helsinki", label: "Finland, Helsinki" },
        usdMicrosPerHour: 160_000_000,
        usdMicrosPerHourLess: 16_000_000,
        conditions: [
          "one is available now; whether 8 are, and how they are connected, is unknown",
          "usually boots in 5–9 min",
        ],
      },
    ]);
  });

  it("is shown only where it is cheaper, the cheapest first, each cloud once, three at most", () => {
    const offers = [offer(21), offer(20), offer(22, { cloud: "denvr" }), offer(25, { cloud: "dear" })].concat(
      ["a", "b", "c"].map((cloud, index) => offer(17 + index, { cloud })),
    );
    const shown = cheaperOffers(clusterOf(1), offers).map(({ cloud, usdMicrosPerHour: price }) => [cloud, price]);
    expect(shown).toEqual([
      ["a", 17_000_000],
      ["b", 18_000_000],
      ["c", 19_000_000],
    ]);
    expect(cheaperOffers(clusterOf(1), [offer(22)])).toEqual([]);
  });

  it("is as many machines as are not gone", () => {
    const nodes = [exampleNode(), exampleNode({ status: "terminated" })];
    expect(cheaperOffers({ ...clusterOf(1), nodes }, [offer(20)])[0]?.usdMicrosPerHour).toBe(20_000_000);
  });

  it("names spot as such, beside the same cloud's machines on demand and after all of them", () => {
    const offers = [offer(9, { rental: "spot" }), offer(20), offer(21, { cloud: "denvr" })];
    const shown = cheaperOffers(clusterOf(1), offers);
    expect(shown.map(({ cloud, conditions }) => [cloud, conditions[0]])).toEqual([
      ["nebius", "available now"],
      ["denvr", "available now"],
      ["nebius", "spot: may be reclaimed at any time"],
    ]);
  });

  it("says what else would be different, and what is not known", () => {
    const changes = { kind: "container", bootMs: null, shape: { ...shape, memoryGb: 900, storageGb: null } };
    expect(cheaperOffers(clusterOf(1), [offer(20, changes)])[0]?.conditions).toEqual([
      "available now",
      "boot time unknown",
      "in a container instead of on a dedicated machine",
      "900 GB memory instead of 1,800 GB",
      "unknown whether it has as much storage",
    ]);
    expect(cheaperOffers(clusterOf(1), [offer(20, { kind: "mainframe" })])[0]?.conditions).toContain(
      "kind of machine: mainframe",
    );
  });

  it("is offered even if the offer does not mention NVLink, which is then a condition", () => {
    const condition = "unknown whether NVLink connects its GPUs in the same way";
    const silent = { ...shape, nvlink: null };
    expect(cheaperOffers(clusterOf(1), [offer(20, { shape: silent })])[0]?.conditions).toContain(condition);
    expect(cheaperOffers({ ...clusterOf(1), shape: silent }, [offer(20)])[0]?.conditions).toContain(condition);
    expect(cheaperOffers(clusterOf(1), [offer(20)])[0]?.conditions).not.toContain(condition);
  });

  it.each([
    ["its price is not known", clusterOf(1, null)],
    ["it is not known what bills it", { ...clusterOf(1), rate: { ...clusterOf(1).rate, billing: "unknown" as const } }],
    ["its nodes are not known", { ...clusterOf(1), nodes: null }],
    ["it has no nodes", { ...clusterOf(1), nodes: [] }],
    ["its nodes differ", { nodes: clusterOf(1).nodes, rate: clusterOf(1).rate }],
  ])("is not compared when %s", (_, cluster) => {
    expect(cheaperOffers(cluster, [offer(1)])).toEqual([]);
  });
});

describe("two shapes", () => {
  it.each(["gpuModel", "gpusPerNode", "interconnect", "vramPerGpuGb"] as const)(
    "are not the same where %s differs or is not known of either",
    (property) => {
      const other = { ...shape, [property]: "other" };
      const unknown = { ...shape, [property]: null };
      expect(isSameShape(shape, shape)).toBe(true);
      expect([other, unknown].map((changed) => isSameShape(shape, changed))).toEqual([false, false]);
      expect(isSameShape(unknown, unknown)).toBe(false);
    },
  );

  it("are not the same where only one has NVLink, unless there is a single GPU", () => {
    expect(isSameShape(shape, { ...shape, nvlink: false })).toBe(false);
    expect(isSameShape(shape, { ...shape, nvlink: null })).toBe(true);
    const single = { ...shape, gpusPerNode: 1 };
    expect(isSameShape(single, { ...single, nvlink: false, interconnect: "SXM5" })).toBe(true);
  });
});

it("never promises a saving where there is none, nor one above the present rate", () => {
  const price = fc.integer({ min: 0, max: 100 });
  const offers = fc.array(fc.tuple(price, fc.constantFrom("a", "b", "c", "d")), { maxLength: 20 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 0, max: 6_400 }),
      offers,
      (nodes, present, prices) => {
        const shown = cheaperOffers(
          clusterOf(nodes, present),
          prices.map(([dollars, cloud]) => offer(dollars, { cloud })),
        );
        expect(shown.length).toBeLessThanOrEqual(3);
        for (const { usdMicrosPerHour: rate, usdMicrosPerHourLess: less } of shown) {
          expect(less).toBeGreaterThan(0);
          expect(rate + less).toBe(present * 1_000_000);
        }
      },
    ),
  );
});
