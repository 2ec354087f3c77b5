import { describe, expect, it } from "vitest";
import { createRequestBudget } from "../poller/request-budget";
import { ProviderError } from "../providers/errors";
import type { ProviderClient } from "../providers/spec";
import { createOnDemandRead } from "./on-demand-read";

const readFleet: ProviderClient["readFleet"] = async () => ({
  clusters: [],
  unreadable: [],
  warnings: [],
  complete: true,
});

/** An on-demand read whose provider gives the test's answers and counts its requests. */
function exampleRead(answer: (asked: number) => Promise<string>, requestsPerMinute = 100) {
  const budget = createRequestBudget({ requestsPerMinute, now: () => world.at });
  const world = { at: 1_000_000, asked: 0, learn: budget.learn };
  const read = createOnDemandRead({
    accounts: new Map([["acme", { client: { readFleet }, budget }]]),
    now: () => world.at,
    keepMs: 20_000,
    maxCached: 3,
    keyOf: (cluster: string) => cluster,
    read: () => {
      world.asked += 1;
      budget.spend();
      return answer(world.asked);
    },
  });
  return { read, world };
}

describe("an on-demand read", () => {
  it("says how long its answer is valid", async () => {
    const { read, world } = exampleRead(async () => "answer");
    expect(read.cachedUntil("acme", "c1")).toBeNull();
    await read.ask("acme", "c1");
    expect(read.cachedUntil("acme", "c1")).toBe(world.at + 20_000);
    world.at += 20_000;
    const asked = read.ask("acme", "c1");
    expect(read.cachedUntil("acme", "c1")).toBeNull();
    await asked;
    expect([world.asked, read.cachedUntil("acme", "c1")]).toEqual([2, world.at + 20_000]);
  });

  it("sends one request for everybody who asks at the same time, and for a while after", async () => {
    const { read, world } = exampleRead(async (asked) => `answer ${asked}`);
    const answers = await Promise.all(["c1", "c1", "c1"].map((cluster) => read.ask("acme", cluster)));
    expect(answers).toEqual(["answer 1", "answer 1", "answer 1"]);
    world.at += 19_999;
    expect(await read.ask("acme", "c1")).toBe("answer 1");
    expect(await read.ask("acme", "c2")).toBe("answer 2");
    world.at += 2;
    expect(await read.ask("acme", "c1")).toBe("answer 3");
  });

  it("is sent again when a clock that was set back would keep an answer cached for a month", async () => {
    const { read, world } = exampleRead(async (asked) => `answer ${asked}`);
    world.at += 31 * 86_400_000;
    await read.ask("acme", "c1");
    world.at -= 31 * 86_400_000;
    expect(await read.ask("acme", "c1")).toBe("answer 2");
  });

  it("is not repeated for ten minutes to a key that may not ask", async () => {
    const { read, world } = exampleRead(async () => {
      throw new ProviderError("forbidden", "This key may not read metrics.");
    });
    for (let minute = 0; minute < 10; minute += 1) {
      await expect(read.ask("acme", "c1")).rejects.toThrow("This key may not read metrics.");
      world.at += 59_000;
    }
    expect(world.asked).toBe(1);
    world.at += 60_000;
    await expect(read.ask("acme", "c1")).rejects.toThrow();
    expect(world.asked).toBe(2);
  });

  it("waits as long as the provider says after it refuses too many requests", async () => {
    const { read, world } = exampleRead(async () => {
      throw new ProviderError("rate-limited", "Too many requests.", { retryAfterMs: 120_000 });
    });
    await expect(read.ask("acme", "c1")).rejects.toThrow();
    world.at += 119_000;
    await expect(read.ask("acme", "c1")).rejects.toThrow();
    expect(world.asked).toBe(1);
  });

  it("is not sent once the account's requests of this minute are used up", async () => {
    const { read, world } = exampleRead(async () => "answer", 2);
    await read.ask("acme", "c1");
    await read.ask("acme", "c2");
    await expect(read.ask("acme", "c3")).rejects.toThrow("used up");
    expect(world.asked).toBe(2);
    world.at += 60_001;
    expect(await read.ask("acme", "c3")).toBe("answer");
  });

  it("is repeated less often the fewer requests are left, so that polls have enough of them", async () => {
    const { read, world } = exampleRead(async () => "answer");
    world.learn({ limit: 100, remaining: 80, resetAt: world.at + 3_600_000 });
    for (let second = 0; second < 3_600; second += 5) {
      await read.ask("acme", "c1");
      world.at += 5_000;
    }
    expect(world.asked).toBeGreaterThan(10);
    expect(world.asked).toBeLessThan(60);
  });

  it("caches no more answers than it may, and drops the oldest first", async () => {
    const { read, world } = exampleRead(async (asked) => `answer ${asked}`);
    for (const cluster of ["c1", "c2", "c3", "c4"]) await read.ask("acme", cluster);
    expect(await read.ask("acme", "c4")).toBe("answer 4");
    expect(await read.ask("acme", "c2")).toBe("answer 2");
    expect(await read.ask("acme", "c1")).toBe("answer 5");
    expect(world.asked).toBe(5);
  });

  it("has no answer for an account that does not exist", async () => {
    const { read } = exampleRead(async () => "answer");
    expect(await read.ask("other", "c1")).toBeNull();
  });
});
