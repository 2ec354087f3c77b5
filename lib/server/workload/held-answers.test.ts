import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHeldAnswers, type Hold, type Holdable } from "./held-answers";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A fleet whose revision is a number, and somebody who has the first one. */
function start() {
  const held = createHeldAnswers(Date.now);
  const fleet = { revision: 1, validUntil: Number.POSITIVE_INFINITY };
  const answered: string[] = [];
  let made = 0;
  const ask = (change: Partial<Hold<Holdable>> = {}) => {
    const answer = held.hold({
      ...{ key: "tab", maxPerKey: 20, waitMs: 10_000, signal: new AbortController().signal },
      current: () => {
        made += 1;
        return { etag: String(fleet.revision), validUntil: fleet.validUntil };
      },
      isKnown: ({ etag }) => etag === "1",
      ...change,
    });
    void answer.then(({ etag }) => answered.push(etag));
    return answer;
  };
  const change = () => {
    fleet.revision += 1;
    held.wake();
  };
  return { held, fleet, answered, ask, change, made: () => made };
}

it("answers at once whoever does not have the current answer, or does not want to wait", async () => {
  const { ask, answered } = start();
  await ask({ isKnown: () => false });
  await ask({ waitMs: 0 });
  expect(answered).toEqual(["1", "1"]);
});

it("answers the moment something changes, and after the wait if nothing does", async () => {
  const { ask, change, answered } = start();
  ask();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(answered).toEqual([]);
  change();
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toEqual(["2"]);

  const quiet = start();
  quiet.ask();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(quiet.answered).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(quiet.answered).toEqual(["1"]);
});

it("goes on waiting through polls that change nothing", async () => {
  const { ask, held, answered } = start();
  ask();
  for (let poll = 0; poll < 8; poll += 1) {
    held.wake();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(answered).toEqual([]);
});

it("looks again when a reading grows old without a poll", async () => {
  const { ask, fleet, answered } = start();
  fleet.validUntil = Date.now() + 3_000;
  ask();
  await vi.advanceTimersByTimeAsync(2_999);
  fleet.revision = 2;
  fleet.validUntil = Number.POSITIVE_INFINITY;
  expect(answered).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toEqual(["2"]);
});

it("wakes everybody together, at most every 250 ms", async () => {
  const { ask, held, made } = start();
  ask();
  ask();
  await vi.advanceTimersByTimeAsync(0);
  for (let burst = 0; burst < 100; burst += 1) {
    held.wake();
    await vi.advanceTimersByTimeAsync(10);
  }
  // Twice at first, then for each of five wakes.
  expect(made()).toBeLessThanOrEqual(2 + 2 * 5);
});

it("is not delayed by a clock that is set back, and does not end early when it is set forward", async () => {
  const { ask, answered } = start();
  ask();
  await vi.advanceTimersByTimeAsync(1_000);
  vi.setSystemTime(Date.now() - 3_600_000);
  await vi.advanceTimersByTimeAsync(8_999);
  expect(answered).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toEqual(["1"]);
});

it("holds no more than it may for one caller, and goes on holding others", async () => {
  const { ask, answered } = start();
  for (let tab = 0; tab < 22; tab += 1) ask();
  ask({ key: "somebody else" });
  await vi.advanceTimersByTimeAsync(0);
  expect(answered).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(answered).toHaveLength(23);
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(answered).toHaveLength(23);
});

it("holds five thousand at most", async () => {
  const { ask, answered } = start();
  for (let tab = 0; tab < 5_003; tab += 1) ask({ key: String(tab) });
  await vi.advanceTimersByTimeAsync(0);
  expect(answered).toHaveLength(3);
});

it("leaves nothing behind for a client that has gone", async () => {
  const { ask, change, answered } = start();
  const gone = new AbortController();
  ask({ signal: gone.signal, maxPerKey: 1 });
  await vi.advanceTimersByTimeAsync(0);
  gone.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(answered).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
  ask({ maxPerKey: 1 });
  await vi.advanceTimersByTimeAsync(0);
  expect(answered).toHaveLength(1);
  change();
  await vi.advanceTimersByTimeAsync(250);
  expect(answered).toEqual(["1", "2"]);
});

it("answers everybody at once when the server ends, and holds nobody afterwards", async () => {
  const { ask, held, answered } = start();
  for (let tab = 0; tab < 10; tab += 1) ask();
  await vi.advanceTimersByTimeAsync(0);
  held.release();
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(answered).toHaveLength(11);
  expect(vi.getTimerCount()).toBe(0);
});
