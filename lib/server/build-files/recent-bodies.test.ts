import { expect, it, vi } from "vitest";
import { createRecentBodies } from "./recent-bodies";

const file = (path: string, bytes = 40) => ({ buildId: "a", path, bytes });

it("keeps no more than there is room for, and of that what was asked for last", async () => {
  const read = vi.fn(async ({ bytes }: { bytes: number }) => Buffer.alloc(bytes));
  const bodyOf = createRecentBodies(read, 100);
  const timesRead = async (path: string, bytes?: number) => {
    read.mockClear();
    await bodyOf(file(path, bytes));
    return read.mock.calls.length;
  };
  expect([await timesRead("a"), await timesRead("b"), await timesRead("a")]).toEqual([1, 1, 0]);
  expect([await timesRead("c"), await timesRead("a"), await timesRead("b")]).toEqual([1, 0, 1]);
  // Larger than all the room.
  expect([await timesRead("d", 101), await timesRead("d", 101)]).toEqual([1, 1]);
});

it("keeps neither a failure nor that there was nothing", async () => {
  const outcomes = [Promise.reject(new Error("away")), Promise.resolve(null), Promise.resolve(Buffer.from("here"))];
  const bodyOf = createRecentBodies(() => outcomes.shift() ?? expect.fail());
  await expect(bodyOf(file("a"))).rejects.toThrow("away");
  expect(await bodyOf(file("a"))).toBeNull();
  expect(String(await bodyOf(file("a")))).toBe("here");
  expect(String(await bodyOf(file("a")))).toBe("here");
});
