import { describe, expect, it } from "vitest";
import { createHashingQueue, HASHING_RULES, type HashingAsker } from "./hashing-queue";

const busy = { code: "busy", retryAfterMs: 2_000 };

/** A queue whose hashes end when the test says so. */
function queueForTests() {
  const queue = createHashingQueue();
  const running: { name: string; end: () => void }[] = [];
  const order: string[] = [];
  const signal = new AbortController().signal;

  function ask(name: string, asker: Partial<HashingAsker> = {}): Promise<void> {
    return queue.run({ address: name, isKnown: false, signal, ...asker }, () => {
      const { promise, resolve: end } = Promise.withResolvers<void>();
      running.push({ name, end });
      order.push(name);
      return promise;
    });
  }

  /** Ends the running hashes, and then those that follow, until none are left. */
  async function finish(): Promise<string[]> {
    await settled();
    for (let one = running.shift(); one; one = running.shift()) {
      one.end();
      await settled();
    }
    return order;
  }

  return { ask, finish, running };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => error,
  );

describe("createHashingQueue", () => {
  it("hashes two at a time, and the waiting ones in turn", async () => {
    const { ask, finish, running } = queueForTests();
    const asked = ["a", "b", "c", "d", "e"].map((name) => ask(name));
    await settled();
    expect(running).toHaveLength(HASHING_RULES.atOnce);
    expect(await finish()).toEqual(["a", "b", "c", "d", "e"]);
    await Promise.all(asked);
  });

  it("goes on after a hash that fails", async () => {
    const queue = createHashingQueue();
    const asker = { address: null, isKnown: false, signal: new AbortController().signal };
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(queue.run(asker, () => Promise.reject(new Error("No memory.")))).rejects.toThrow("No memory.");
    }
    expect(await queue.run(asker, async () => "hash")).toBe("hash");
  });

  it("refuses, with a sentence, what one address asks beyond its small share of the queue", async () => {
    const { ask, finish } = queueForTests();
    const asked = Array.from({ length: 60 }, () => outcomeOf(ask("198.51.100.1")));
    expect(await finish()).toHaveLength(HASHING_RULES.atOnce + HASHING_RULES.maxWaitingOfOne);
    expect((await Promise.all(asked)).at(-1)).toMatchObject(busy);
  });

  it("serves an address that comes for the first time before those that were already served", async () => {
    const { ask, finish } = queueForTests();
    const crowd = Array.from({ length: 4 }, (_, index) => `198.51.100.${index}`);
    const first = crowd.map((address) => ask(address));
    await finish();
    const again = [...crowd, ...crowd].map((address) => ask(address));
    const owner = ask("203.0.113.9");
    expect((await finish()).indexOf("203.0.113.9")).toBe(4 + HASHING_RULES.atOnce);
    await Promise.all([...first, ...again, owner]);
  });

  it("makes room in a full queue for the owner: the one who would be served last has to go", async () => {
    const { ask, finish } = queueForTests();
    const crowd = Array.from({ length: 40 }, (_, index) => `198.51.100.${index}`);
    const asked = crowd.map((address) => outcomeOf(ask(address)));
    await finish();
    const again = [...crowd, ...crowd].map((address) => outcomeOf(ask(address)));
    const owner = outcomeOf(ask("203.0.113.9"));
    const known = outcomeOf(ask("198.51.100.1", { isKnown: true }));
    await finish();
    expect([await owner, await known]).toEqual(["done", "done"]);
    expect((await Promise.all([...asked, ...again])).filter((outcome) => outcome !== "done").length).toBeGreaterThan(0);
  });

  it("serves known people first", async () => {
    const { ask, finish } = queueForTests();
    const crowd = Array.from({ length: 20 }, (_, index) => ask(`198.51.100.${index}`));
    const known = ask("known", { isKnown: true });
    expect((await finish()).indexOf("known")).toBe(HASHING_RULES.atOnce);
    await Promise.all([...crowd, known]);
  });

  it("forgets clients that go away while waiting", async () => {
    const { ask, finish } = queueForTests();
    const leaving = new AbortController();
    const staying = ["a", "b", "c"].map((name) => ask(name));
    const gone = outcomeOf(ask("gone", { signal: leaving.signal }));
    leaving.abort();
    expect(await gone).toMatchObject({ code: "client-gone" });
    expect(await outcomeOf(ask("late", { signal: leaving.signal }))).toMatchObject({ code: "client-gone" });
    expect(await finish()).toEqual(["a", "b", "c"]);
    await Promise.all(staying);
  });
});
