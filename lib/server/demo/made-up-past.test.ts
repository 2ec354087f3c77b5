import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { exampleReading } from "@/lib/testing/example-reading";
import { readingSchema } from "@/lib/testing/reading-schema";
import { madeUpPast } from "./made-up-past";

const at = Date.UTC(2026, 10, 20, 15);
const cluster = exampleReading({ createdAt: at - 40 * DAY_MS });
const fresh = exampleReading({ providerClusterId: "c2", createdAt: at - 60_000 });
const first = {
  ...{ accountId: "acme", provider: "acme", at, steady: null, complete: true, pollIntervalMs: 15_000 },
  clusters: [cluster, fresh],
  gone: [],
};
const past = madeUpPast(first);

describe("the demo's made-up past", () => {
  it("is the same for the same clusters", () => {
    expect(madeUpPast(first)).toEqual(past);
  });

  it("covers 60 days, in order, and ends before the first real poll", () => {
    const times = past.map((poll) => poll.at);
    expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
    expect(times[0]).toBe(at - 60 * DAY_MS);
    expect(times.at(-1)).toBeLessThan(at);
  });

  it("contains only complete readings", () => {
    for (const { clusters } of past) {
      for (const reading of clusters) expect(readingSchema.safeParse(reading).error).toBeUndefined();
    }
  });

  it("ends in the cluster's current state and price, and gives a new cluster no past", () => {
    const last = past.at(-1)?.clusters.find(({ providerClusterId }) => providerClusterId === "c1");
    expect(last?.status).toBe("running");
    expect(last?.rate).toEqual(cluster.rate);
    expect(past.some(({ clusters }) => clusters.some(({ providerClusterId }) => providerClusterId === "c2"))).toBe(
      false,
    );
  });

  it("has former clusters, prices that changed, and times when nobody watched", () => {
    expect(new Set(past.flatMap(({ gone }) => gone)).size).toBeGreaterThan(2);
    const rates = past.flatMap(({ clusters }) =>
      clusters.filter(({ name }) => name === "train-1").map(({ rate }) => rate.usdMicrosPerHour),
    );
    expect(new Set(rates).size).toBeGreaterThan(3);
    const gaps = past.slice(1).filter((poll, index) => poll.at - (past[index]?.at ?? 0) > 5 * poll.pollIntervalMs);
    expect(gaps.length).toBe(2);
  });
});
