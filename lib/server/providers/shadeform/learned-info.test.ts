import { expect, it } from "vitest";
import { ProviderError } from "@/lib/server/providers/errors";
import pending from "./fixtures/instance-pending.json";
import { createLearnedInfo } from "./learned-info";
import { instanceInfoSchema, instanceSchema } from "./wire";

const { signal } = new AbortController();
const limited = (spend_threshold: string) =>
  instanceInfoSchema.parse({ ...pending, auto_delete: { spend_threshold }, status: "deleted" });

function start(answer: (asked: number) => Promise<ReturnType<typeof limited>>) {
  const world = { at: 0, asked: [] as string[], hasRoom: true };
  const info = createLearnedInfo({
    now: () => world.at,
    hasRoom: () => world.hasRoom,
    readInfo: (id) => {
      world.asked.push(id);
      return answer(world.asked.length);
    },
  });
  const spendOf = (id: string) => info.withInfo(instanceSchema.parse({ ...pending, id })).auto_delete?.spend_threshold;
  return { world, info, spendOf };
}

it("adds what it has learned to the list's newer words, and asks again after five minutes", async () => {
  const { world, info, spendOf } = start(async (asked) => limited(String(asked)));
  expect(spendOf("a")).toBeUndefined();
  await info.learn(["a"], signal);
  await info.learn(["a"], signal);
  expect(world.asked).toEqual(["a"]);
  expect(spendOf("a")).toBe("1");
  expect(info.withInfo(instanceSchema.parse({ ...pending, id: "a" })).status).toBe("pending");
  world.at = 5 * 60_000;
  await info.learn(["a"], signal);
  expect(spendOf("a")).toBe("2");
});

it("asks for a few machines at a time, and forgets those that are gone", async () => {
  const { world, info, spendOf } = start(async (asked) => limited(String(asked)));
  const ids = Array.from({ length: 6 }, (_, index) => `m${index}`);
  await info.learn(ids, signal);
  expect(world.asked).toHaveLength(4);
  await info.learn(ids, signal);
  expect(world.asked).toHaveLength(6);
  await info.learn([], signal);
  expect(spendOf("m0")).toBeUndefined();
});

it("comes round to every machine, however many there are", async () => {
  const { world, info } = start(async (asked) => limited(String(asked)));
  const ids = Array.from({ length: 100 }, (_, index) => `m${index}`);
  for (world.at = 0; world.at < 100 * 15_000; world.at += 15_000) await info.learn(ids, signal);
  expect(new Set(world.asked).size).toBe(100);
});

it("keeps what it knew when a question fails, says so once, and does not repeat it at the next poll", async () => {
  const { world, info, spendOf } = start(async (asked) => {
    if (asked > 1) throw new ProviderError("forbidden", "This key may not read instances.");
    return limited("1");
  });
  await info.learn(["a"], signal);
  expect(info.warnings()).toEqual([]);
  world.at = 5 * 60_000;
  for (let poll = 0; poll < 10; poll += 1) await info.learn(["a"], signal);
  expect(world.asked).toHaveLength(2);
  expect(spendOf("a")).toBe("1");
  expect(info.warnings()).toEqual([
    "Whether machines delete themselves could not be read lately: This key may not read instances.",
  ]);
});

it("asks no other machine once the key is refused, for an hour", async () => {
  const { world, info } = start(async () => {
    throw new ProviderError("forbidden", "This key may not read instances.");
  });
  for (world.at = 0; world.at < 3_600_000; world.at += 15_000) await info.learn(["a", "b", "c"], signal);
  expect(world.asked).toEqual(["a"]);
  await info.learn(["a", "b", "c"], signal);
  expect(world.asked).toHaveLength(2);
});

it("leaves all machines alone for as long as the provider wants a pause", async () => {
  const { world, info } = start(async () => {
    throw new ProviderError("rate-limited", "Too many requests.", { retryAfterMs: 120_000 });
  });
  for (world.at = 0; world.at < 120_000; world.at += 15_000) await info.learn(["a", "b"], signal);
  expect(world.asked).toEqual(["a"]);
  await info.learn(["a", "b"], signal);
  expect(world.asked).toEqual(["a", "b"]);
});

it("goes on with the others where one machine has just gone, and has nothing to say of that", async () => {
  const { world, info, spendOf } = start(async (asked) => {
    if (asked === 1) throw new ProviderError("not-found", "Nothing is known of it.");
    return limited(String(asked));
  });
  await info.learn(["gone", "b"], signal);
  expect(world.asked).toEqual(["gone", "b"]);
  expect([spendOf("b"), info.warnings()]).toEqual(["2", []]);
});

it("waits until the account's requests have room for it", async () => {
  const { world, info } = start(async () => limited("1"));
  world.hasRoom = false;
  await info.learn(["a"], signal);
  expect(world.asked).toEqual([]);
  world.hasRoom = true;
  await info.learn(["a"], signal);
  expect(world.asked).toEqual(["a"]);
});
