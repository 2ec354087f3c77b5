import { describe, expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { accruedOf, billingPageSchema, toBilled } from "./billing";

const row = (changes: object) => ({
  id: "b1",
  amount_usd: 12.5,
  currency: "USD",
  resource_type: "compute",
  resource_id: "c1",
  ...changes,
});
const rows = (...items: object[]) => ({ items, complete: true });

describe("what Prime Intellect has billed", () => {
  it("is summed by resource", () => {
    const billed = toBilled(rows(row({}), row({ id: "b2", amount_usd: 0.1 }), row({ id: "b3", resource_id: "c2" })));
    expect(billed && [...billed]).toEqual([
      ["c1", 12_600_000],
      ["c2", 12_500_000],
    ]);
  });

  it("is not known when rows are missing, unreadable or in another currency", () => {
    expect(toBilled({ ...rows(row({})), complete: false })).toBeNull();
    expect(toBilled(rows(row({}), row({ amount_usd: "a lot" })))).toBeNull();
    expect(toBilled(rows(row({ currency: "EUR" })))).toBeNull();
  });

  it("counts for a cluster what its nodes were billed", () => {
    const cluster = exampleReading({
      providerClusterId: "c1",
      nodes: [exampleNode({ id: "p1" }), exampleNode({ id: "p2" })],
    });
    const billed = toBilled(
      rows(row({ resource_id: "p1" }), row({ id: "b2", resource_id: "p2" }), row({ id: "b3", resource_id: "x" })),
    );
    expect(billed && [...accruedOf([cluster, exampleReading({ providerClusterId: "c9" })], billed)]).toEqual([
      ["c1", 25_000_000],
    ]);
  });

  it("is read without the wallet's id and balance", () => {
    const page = billingPageSchema.parse({
      wallet_id: "CANARY",
      balance_usd: 1,
      recent_billings: [],
      total_billings: 0,
    });
    expect(page).toEqual({ items: [], total: 0 });
  });
});
