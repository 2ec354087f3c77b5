import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { KnownEndpoint } from "./known-endpoints";
import { digestOf, type TriesByDigest } from "./stored-tries";
import { isUnanswered } from "./tries";
import type { Outcome } from "./try-endpoint";
import { watchEndpoints } from "./watch-endpoints";

function endpointsOf(count: number): KnownEndpoint[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ key: `node-${index}`, accountId: "one", host: `h${index}`, port: 22, mayBeTried: true },
  }));
}

/** A watch on its own clock. Answers wait until the test lets them go. */
function start(
  known: KnownEndpoint[],
  outcomeOf: (host: string) => Outcome = () => "unanswered",
  { kept = new Map(), at = 0 }: { kept?: TriesByDigest; at?: number } = {},
) {
  const world = { at, known, tries: [] as { host: string; at: number }[], inFlight: 0, max: 0, changes: 0 };
  const waiting: (() => void)[] = [];
  const watch = watchEndpoints({
    endpoints: () => world.known,
    tryEndpoint: async ({ host }) => {
      world.tries.push({ host, at: world.at });
      world.inFlight += 1;
      world.max = Math.max(world.max, world.inFlight);
      await new Promise<void>((resolve) => waiting.push(resolve));
      world.inFlight -= 1;
      return outcomeOf(host);
    },
    onChange: () => {
      world.changes += 1;
    },
    intervalMs: MINUTE_MS,
    now: () => world.at,
    random: () => 0.5,
  });
  watch.restore(kept);
  const answer = async () => {
    for (const go of waiting.splice(0)) go();
    await new Promise(setImmediate);
  };
  const run = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      world.at += 1_000;
      watch.tick();
      await answer();
    }
  };
  return { world, watch, run, answer };
}

it("tries four endpoints at a time, whoever is slow", async () => {
  const { world, watch, answer } = start(endpointsOf(10));
  watch.tick();
  world.at = MINUTE_MS;
  watch.tick();
  watch.tick();
  expect(world.tries).toHaveLength(4);
  await answer();
  watch.tick();
  expect(world.tries).toHaveLength(8);
  expect(world.max).toBe(4);
});

it("tries each endpoint at most once a minute", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), async (count) => {
      const { world, run } = start(endpointsOf(count));
      await run(400);
      for (const tries of Map.groupBy(world.tries, ({ host }) => host).values()) {
        expect(tries.length).toBeGreaterThan(4);
        for (const [index, { at }] of tries.entries()) {
          if (index > 0) expect(at - (tries[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE_MS);
        }
      }
    }),
    { numRuns: 12 },
  );
});

it("reports when a node stops answering and when it answers again, and not in between", async () => {
  let outcome: Outcome = "answered";
  const { world, watch, run } = start(endpointsOf(1), () => outcome);
  const isNowUnanswered = () => {
    const tries = watch.triesOf("node-0");
    return tries !== undefined && isUnanswered(tries);
  };
  await run(100);
  const { changes } = world;
  outcome = "unanswered";
  await run(140);
  expect([isNowUnanswered(), world.changes]).toEqual([false, changes]);
  await run(300);
  expect([isNowUnanswered(), world.changes]).toEqual([true, changes + 1]);
  outcome = "answered";
  await run(80);
  expect([isNowUnanswered(), world.changes]).toEqual([false, changes + 2]);
});

it("forgets endpoints that are no longer known, even while they are being tried", async () => {
  const { world, watch, answer } = start(endpointsOf(1));
  watch.tick();
  world.at = MINUTE_MS;
  watch.tick();
  world.known = [];
  watch.tick();
  await answer();
  expect(watch.triesOf("node-0")).toBeUndefined();
});

it("keeps what it knows during a time without tries, continues it, and forgets it after half an hour", async () => {
  const { world, watch, run } = start(endpointsOf(1));
  await run(300);
  const before = watch.triesOf("node-0");
  expect(before && isUnanswered(before)).toBe(true);
  const tries = world.tries.length;
  world.known = world.known.map((one) => ({ ...one, mayBeTried: false }));
  await run(20 * 60);
  expect(world.tries).toHaveLength(tries);
  expect(watch.triesOf("node-0")).toEqual(before);
  world.known = endpointsOf(1);
  await run(1);
  expect(watch.triesOf("node-0")).toMatchObject({ since: before?.since, failures: (before?.failures ?? 0) + 1 });
  world.known = world.known.map((one) => ({ ...one, mayBeTried: false }));
  await run(31 * 60);
  expect(watch.triesOf("node-0")).toBeUndefined();
});

describe("after a restart", () => {
  async function runAndKeep() {
    const { world, watch, run } = start(endpointsOf(2), (host) => (host === "h0" ? "unanswered" : "answered"));
    await run(300);
    return { since: watch.triesOf("node-0")?.since, kept: watch.toKeep(), at: world.at };
  }

  it("continues from when a node stopped answering, at once and with every try", async () => {
    const { since, ...before } = await runAndKeep();
    expect([...before.kept.keys()]).toEqual([digestOf("node-0")]);
    const { watch, run } = start(endpointsOf(2), () => "unanswered", { ...before, at: before.at + 10 * MINUTE_MS });
    expect(watch.triesOf("node-0")).toMatchObject({ since, failures: before.kept.get(digestOf("node-0"))?.failures });
    expect(watch.triesOf("node-1")).toBeUndefined();
    expect(watch.toKeep()).toEqual(before.kept);
    await run(90);
    expect(watch.triesOf("node-0")).toMatchObject({ since });
    expect(watch.triesOf("node-1")).toMatchObject({ failures: 1 });
  });

  it("continues it even if it is restored late, after the node has been tried", async () => {
    const { since, ...before } = await runAndKeep();
    const { watch, run } = start(endpointsOf(2), () => "unanswered", { at: before.at });
    await run(90);
    watch.restore(before.kept);
    const failures = (before.kept.get(digestOf("node-0"))?.failures ?? 0) + 1;
    expect(watch.triesOf("node-0")).toMatchObject({ since, failures, hadAnswered: false });
    expect(watch.triesOf("node-1")).toMatchObject({ failures: 1 });

    const answering = start(endpointsOf(2), () => "answered", { at: before.at });
    await answering.run(90);
    answering.watch.restore(before.kept);
    expect(answering.watch.triesOf("node-0")).toMatchObject({ failures: 0, since: null });
    expect(answering.watch.toKeep().size).toBe(0);
  });

  it("stores nothing about endpoints that answer, are gone, or could not be tried for half an hour", async () => {
    const { since: _, ...before } = await runAndKeep();
    const answering = start(endpointsOf(2), () => "answered", before);
    await answering.run(90);
    const gone = start(endpointsOf(2), () => "unanswered", before);
    gone.watch.tick();
    gone.world.known = [];
    gone.watch.tick();
    const late = start(endpointsOf(2), () => "unanswered", { ...before, at: before.at + 31 * MINUTE_MS });
    for (const { watch } of [answering, gone, late]) {
      expect(watch.toKeep().size).toBe(0);
      expect(watch.triesOf("node-0")?.since ?? null).toBeNull();
    }
  });
});

it("keeps trying when a clock that was a month ahead is set right", async () => {
  const { world, run } = start(endpointsOf(1), () => "answered", { at: 31 * 24 * 60 * MINUTE_MS });
  await run(120);
  world.at = 0;
  const before = world.tries.length;
  await run(120);
  expect(world.tries.length).toBeGreaterThan(before);
});
