import { setImmediate as tick } from "node:timers/promises";
import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { ProviderError } from "./errors";
import { createSeldom } from "./seldom";

const signal = new AbortController().signal;

function exampleSeldom() {
  const world = { at: 0, asked: 0, hasRoom: true, failure: null as Error | null, gate: Promise.resolve() };
  const seldom = createSeldom({
    now: () => world.at,
    hasRoom: () => world.hasRoom,
    keepMs: () => 10 * MINUTE_MS,
    ask: async () => {
      world.asked += 1;
      const mine = world.asked;
      await world.gate;
      if (world.failure) throw world.failure;
      return `answer ${mine}`;
    },
  });
  /** What is known once a request of that minute has been answered. */
  const readAt = async (minutes: number) => {
    world.at = minutes * MINUTE_MS;
    seldom.ask(signal);
    await tick();
    return seldom.latest();
  };
  return { world, seldom, readAt };
}

it("is asked again only when an answer has served its time", async () => {
  const { readAt } = exampleSeldom();
  expect(await readAt(0)).toEqual({ answer: "answer 1", readAt: 0, trouble: null });
  expect((await readAt(9)).answer).toBe("answer 1");
  expect(await readAt(10)).toEqual({ answer: "answer 2", readAt: 10 * MINUTE_MS, trouble: null });
});

it("keeps nobody waiting, and is not asked twice while it has not answered", async () => {
  const { world, readAt } = exampleSeldom();
  const { promise, resolve } = Promise.withResolvers<void>();
  world.gate = promise;
  expect(await readAt(0)).toEqual({ answer: null, readAt: null, trouble: null });
  expect((await readAt(1)).answer).toBeNull();
  expect(world.asked).toBe(1);
  resolve();
  expect(await readAt(2)).toMatchObject({ answer: "answer 1" });
});

it("waits until the account's requests have room for it", async () => {
  const { world, readAt } = exampleSeldom();
  world.hasRoom = false;
  await readAt(0);
  expect(world.asked).toBe(0);
  world.hasRoom = true;
  expect((await readAt(1)).answer).toBe("answer 1");
});

it("keeps the last answer, with its time, through a failure, and asks again five minutes after it", async () => {
  const { world, readAt } = exampleSeldom();
  await readAt(0);
  world.failure = new ProviderError("upstream", "It is down.");
  expect(await readAt(10)).toEqual({ answer: "answer 1", readAt: 0, trouble: "failed" });
  await readAt(14);
  expect(world.asked).toBe(2);
  world.failure = null;
  expect(await readAt(15)).toMatchObject({ answer: "answer 3", trouble: null });
});

it("waits as long as the provider asks it to", async () => {
  const { world, readAt } = exampleSeldom();
  world.failure = new ProviderError("rate-limited", "Too many.", { retryAfterMs: 12 * MINUTE_MS });
  await readAt(0);
  await readAt(11);
  expect(world.asked).toBe(1);
  await readAt(12);
  expect(world.asked).toBe(2);
});

it.each(["auth", "forbidden", "not-found"] as const)(
  "forgets what a key may no longer see (%s), and asks again after an hour",
  async (kind) => {
    const { world, readAt } = exampleSeldom();
    await readAt(0);
    world.failure = new ProviderError(kind, "This key may not.");
    expect(await readAt(10)).toEqual({ answer: null, readAt: null, trouble: "refused" });
    await readAt(69);
    expect(world.asked).toBe(2);
    await readAt(70);
    expect(world.asked).toBe(3);
  },
);

it("lets through what no provider does, once", async () => {
  const { world, seldom, readAt } = exampleSeldom();
  world.failure = new TypeError("a fault of our own");
  await expect(readAt(0)).rejects.toThrow("a fault of our own");
  expect(seldom.latest().trouble).toBeNull();
});

it("ends without a word when the process stops", async () => {
  const { world, seldom } = exampleSeldom();
  const stopping = new AbortController();
  world.failure = new DOMException("stopped", "AbortError");
  seldom.ask(stopping.signal);
  stopping.abort();
  await tick();
  expect(seldom.latest().trouble).toBeNull();
});

it("does not wait for a time that a clock set back has made far away", async () => {
  const { readAt } = exampleSeldom();
  await readAt(44_640);
  expect((await readAt(0)).answer).toBe("answer 2");
});
