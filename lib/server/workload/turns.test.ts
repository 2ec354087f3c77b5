import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Asker, BusyError, createTurns } from "./turns";

const RULES = {
  running: 1,
  runningGuests: 1,
  waiting: { person: 3, guest: 2 },
  perAsker: { person: 2, guest: 1 },
  maxWaitMs: 8_000,
};
const person = (key: string): Asker => ({ kind: "person", key });
const guest = (key: string): Asker => ({ kind: "guest", key });
const STAYS = new AbortController().signal;

/** Work that lasts until the test ends it, and a log of what has begun. */
function workshop() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { begun, work, end };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("runs one at a time, in order, and goes on when one fails", async () => {
  const turns = createTurns(RULES);
  const { begun, work, end } = workshop();
  const failing = turns.take(person("a"), STAYS, async () => {
    throw new Error("no");
  });
  const first = turns.take(person("b"), STAYS, work("first"));
  const second = turns.take(person("c"), STAYS, work("second"));
  await expect(failing).rejects.toThrow("no");
  await end("nothing");
  expect(begun).toEqual(["first"]);
  await end("first");
  expect(await first).toBe("first");
  expect(begun).toEqual(["first", "second"]);
  await end("second");
  expect(await second).toBe("second");
});

it("lets people go before guests who came earlier", async () => {
  const turns = createTurns(RULES);
  const { begun, work, end } = workshop();
  void turns.take(guest("a"), STAYS, work("running"));
  void turns.take(guest("b"), STAYS, work("guest"));
  void turns.take(person("c"), STAYS, work("person"));
  await end("nothing");
  await end("running");
  await end("person");
  expect(begun).toEqual(["running", "person", "guest"]);
});

it("leaves a turn free for people, however many guests wait", async () => {
  const turns = createTurns({ ...RULES, running: 2 });
  const { begun, work, end } = workshop();
  void turns.take(guest("a"), STAYS, work("guest"));
  void turns.take(guest("b"), STAYS, work("other guest"));
  void turns.take(person("c"), STAYS, work("person"));
  await end("nothing");
  expect(begun).toEqual(["guest", "person"]);
  await end("person");
  expect(begun).toEqual(["guest", "person"]);
  await end("guest");
  expect(begun).toEqual(["guest", "person", "other guest"]);
});

it("refuses callers who would make the queue too long, guests sooner than people, and one busy asker before all others", async () => {
  const turns = createTurns(RULES);
  const { work } = workshop();
  const take = (asker: Asker) => turns.take(asker, STAYS, work("work"));
  void take(person("a"));
  void take(guest("x"));
  await expect(take(guest("x"))).rejects.toBeInstanceOf(BusyError);
  void take(guest("y"));
  await expect(take(guest("z"))).rejects.toBeInstanceOf(BusyError);
  void take(person("a"));
  await expect(take(person("a"))).rejects.toBeInstanceOf(BusyError);
  void take(person("b"));
  void take(person("c"));
  await expect(take(person("d"))).rejects.toMatchObject({ retryAfterMs: 2_000 });
});

it("removes from the queue whoever goes away or has waited too long", async () => {
  const turns = createTurns(RULES);
  const { begun, work, end } = workshop();
  void turns.take(person("a"), STAYS, work("running"));
  const leaving = new AbortController();
  const left = turns.take(person("b"), leaving.signal, work("left"));
  const patient = turns.take(person("c"), STAYS, work("patient"));
  const refused = expect(patient).rejects.toBeInstanceOf(BusyError);
  await end("nothing");
  leaving.abort(new Error("gone"));
  await expect(left).rejects.toThrow("gone");
  await vi.advanceTimersByTimeAsync(8_000);
  await refused;
  await end("running");
  expect(begun).toEqual(["running"]);
  const next = turns.take(person("b"), STAYS, work("next"));
  await end("nothing");
  await end("next");
  expect(await next).toBe("next");
});
