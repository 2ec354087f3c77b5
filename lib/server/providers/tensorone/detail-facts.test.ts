import { describe, expect, it } from "vitest";
import details from "./fixtures/cluster-details.json";
import { toClusterReading } from "./normalise";
import { detailsSchema } from "./wire";

function read(change: object) {
  return toClusterReading(
    detailsSchema("cluster_abc123", () => {}).parse({ data: { ...details.data, ...change } }),
    "complete",
  );
}

describe("what costs are made of", () => {
  const costs = (cost: object) =>
    read({ cost: { current_hourly_rate: 12.48, ...cost } }).facts.flatMap(({ label, value, group }) =>
      group?.startsWith("Cost") ? [[group, label, value]] : [],
    );

  it("is shown under the provider's words, with the doubt about the unit", () => {
    expect(
      costs({
        cost_breakdown: { compute: 11.5, gpu: { hourly: "0.98" }, network: 0 },
        cost_projections: { monthly: 9_110.4 },
      }),
    ).toEqual([
      ["Cost breakdown", "Compute (USD, unit unverified)", "11.5"],
      ["Cost breakdown", "GPU hourly (USD, unit unverified)", "0.98"],
      ["Cost breakdown", "Network (USD, unit unverified)", "0"],
      ["Cost projections", "Monthly (USD, unit unverified)", "9110.4"],
    ]);
    expect(costs({ cost_breakdown: [{ component: "Block storage", cost: "$1,200.50" }] })).toEqual([
      ["Cost breakdown", "Block storage (USD)", "1200.5"],
    ]);
  });

  it("keeps a currency that is stated, and takes no other money for dollars", () => {
    expect(costs({ currency: "EUR", cost_breakdown: { compute: 11.5 } })).toEqual([
      ["Cost breakdown", "Compute (EUR)", "11.5"],
    ]);
    expect(read({ cost: { current_hourly_rate: 12.48, currency: "EUR" } }).rate.usdMicrosPerHour).toBeNull();
    expect(read({ cost: { current_hourly_rate: 12.48, currency: "USD" } }).rate.usdMicrosPerHour).toBe(12_480_000);
  });

  it.each([
    [null],
    ["a lot"],
    [5],
    [[]],
    [{ compute: "a lot" }],
    [{ compute: Number.NaN }],
    [{ compute: 1e300 }],
    [[{ cost: 5 }]],
  ])("of %j is nothing", (cost_breakdown) => {
    expect(costs({ cost_breakdown, cost_projections: cost_breakdown })).toEqual([]);
  });

  it("never changes the rate", () => {
    expect(read({ cost: { current_hourly_rate: 12.48, cost_breakdown: { compute: 99 } } }).rate.usdMicrosPerHour).toBe(
      12_480_000,
    );
  });
});

describe("the environment", () => {
  const names = (environment: unknown) => read({ environment }).facts.find(({ label }) => label === "Names")?.value;

  it("is told by the names of its variables, wherever they stand", () => {
    expect(names({ HF_TOKEN: "s", DEBUG: 1 })).toBe("HF_TOKEN, DEBUG");
    expect(names({ variables: { HF_TOKEN: "s" }, runtime: { python: "3.12" } })).toBe("HF_TOKEN");
    expect(
      names([
        { name: "HF_TOKEN", value: "s" },
        { key: "DEBUG", value: "1" },
      ]),
    ).toBe("HF_TOKEN, DEBUG");
  });

  it("shows no name that is none, and no more than fit", () => {
    expect(names({ "<script>": "s", "pass word": "s", "": "s" })).toBeUndefined();
    for (const garbage of [null, "HF_TOKEN=s", 5, [], {}]) expect(names(garbage)).toBeUndefined();
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`VARIABLE_${index}`, "s"]));
    expect(names(many)?.length).toBeLessThanOrEqual(500);
  });
});
