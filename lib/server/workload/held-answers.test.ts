import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHeldAnswers, type Hold, type Holdable } from "./held-answers";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A fleet whose revision is a number, and somebody who has the first one: with a role that only operators' answers depend on. */
function start() {
  const held = createHeldAnswers(Date.now);
  const fleet = { revision: 1, validUntil: Number.POSITIVE_INFINITY };
  const session = { role: "viewer" as "viewer" | "operator" | null };
  const answered: string[] = [];
  let made = 0;
  const ask = (change: Partial<Hold<string, Holdable>> = {}) => {
    const answer = held.hold({
      ...{ key: "tab", maxPerKey: 20, waitMs: 10_000, signal: new AbortController().signal, viewer: "viewer" },
      current: (viewer) => {
        made += 1;
        const etag = viewer === "operator" ? `${fleet.revision} for operators` : String(fleet.revision);
        return { etag, validUntil: fleet.validUntil };
      },
      isKnown: ({ etag }) => etag === "1",
      admitAgain: async () => {
        if (session.role === null) throw new Error("Sign in first.");
        return session.role;
      },
      ...change,
    });
    void answer.then(
      ({ etag }) => answered.push(etag),
      (error: Error) => answered.push(error.message),
    );
    return answer;
  };
  const change = () => {
    fleet.revision += 1;
    held.wake();
  };
  return { held, fleet, session, answered, ask, change, made: () => made };
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
  expect(made()).toBe(2 + 2 * 5);
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
  held.wake();
  await held.release();
  expect(answered).toHaveLength(10);
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(answered).toHaveLength(11);
  expect(vi.getTimerCount()).toBe(0);
});

it("refuses whoever lost the right to the answer, at once if that is noticed and else before it is sent", async () => {
  const { ask, held, session, answered } = start();
  ask();
  await vi.advanceTimersByTimeAsync(1_000);
  session.role = null;
  held.readmit();
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toEqual(["Sign in first."]);

  const late = start();
  late.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  late.session.role = null;
  late.change();
  await vi.advanceTimersByTimeAsync(250);
  expect(late.answered).toEqual(["Sign in first."]);
});

it("shows whoever got another role what that role sees, and goes on holding everybody else", async () => {
  const { ask, held, session, answered } = start();
  ask();
  ask({ admitAgain: async () => "viewer" });
  await vi.advanceTimersByTimeAsync(1_000);
  session.role = "operator";
  held.readmit();
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toEqual(["1 for operators"]);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(answered).toEqual(["1 for operators", "1"]);
});

it("misses no change that comes while it looks whether there is one", async () => {
  const { ask, change, answered } = start();
  const { promise: looking, resolve: look } = Promise.withResolvers<void>();
  let looks = 0;
  ask({
    current: async () => {
      looks += 1;
      if (looks > 1) return { etag: "2", validUntil: Number.POSITIVE_INFINITY };
      await looking;
      return { etag: "1", validUntil: Number.POSITIVE_INFINITY };
    },
  });
  change();
  await vi.advanceTimersByTimeAsync(250);
  look();
  await vi.advanceTimersByTimeAsync(1);
  expect(answered).toEqual(["2"]);
});
