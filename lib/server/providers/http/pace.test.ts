import { expect, it } from "vitest";
import { nextTurn } from "../../pause";
import { createPacer, type Pace } from "./pace";

const { signal } = new AbortController();

/** A clock that only sleeping moves, and when each request started. */
function paced(per: Pace["per"], minIntervalMs = 1_000) {
  const clock = { now: 50_000 };
  const sleep = async (durationMs: number) => {
    await nextTurn();
    clock.now += durationMs;
  };
  const takeTurn = createPacer({ pace: { minIntervalMs, per }, now: () => clock.now, sleep });
  const starts: [path: string, at: number][] = [];
  const start = async (path: string) => {
    await takeTurn(path, signal);
    starts.push([path, clock.now - 50_000]);
  };
  return { clock, start, starts, takeTurn };
}

it("keeps all requests of an account apart, in the order in which they came", async () => {
  const { start, starts } = paced("account");
  await Promise.all(["/a", "/b", "/a"].map(start));
  expect(starts).toEqual([
    ["/a", 0],
    ["/b", 1_000],
    ["/a", 2_000],
  ]);
});

it("keeps only those to the same path apart where the provider counts by path", async () => {
  const { start, starts } = paced("endpoint");
  await start("/a");
  await start("/b");
  await start("/a");
  expect(starts).toEqual([
    ["/a", 0],
    ["/b", 0],
    ["/a", 1_000],
  ]);
});

it("waits only for what is left of the interval, and a whole one after the clock was set back", async () => {
  const { clock, start, starts } = paced("account");
  await start("/a");
  clock.now += 700;
  await start("/a");
  clock.now -= 600_000;
  await start("/a");
  expect(starts.map(([, at]) => at)).toEqual([0, 1_000, -598_000]);
});

it("takes nobody's turn who has given up", async () => {
  const { takeTurn, start, starts } = paced("account");
  await start("/a");
  await expect(takeTurn("/a", AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  await start("/a");
  expect(starts.map(([, at]) => at)).toEqual([0, 1_000]);
});
