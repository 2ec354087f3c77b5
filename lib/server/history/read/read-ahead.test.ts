import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { readAhead } from "./read-ahead";

/** Reads that note when they begin, the first of which takes longest. */
function readsOf(count: number, failing = -1) {
  const begun: number[] = [];
  const reads = Array.from({ length: count }, (_, index) => async () => {
    begun.push(index);
    for (let turn = index; turn < count; turn += 1) await nextTurn();
    if (index === failing) throw new Error(`read ${index} failed`);
    return index;
  });
  return { begun, reads };
}

it("yields everything in order, whatever is read first", async () => {
  expect(await Array.fromAsync(readAhead(readsOf(5).reads, 2))).toEqual([0, 1, 2, 3, 4]);
  expect(await Array.fromAsync(readAhead(readsOf(2).reads, 2))).toEqual([0, 1]);
  expect(await Array.fromAsync(readAhead([], 2))).toEqual([]);
});

it("has begun to read as many as it may while one is used, and no more", async () => {
  const { begun, reads } = readsOf(6);
  const begunAt: number[] = [];
  for await (const _ of readAhead(reads, 2)) begunAt.push(begun.length);
  expect(begunAt).toEqual([3, 4, 5, 6, 6, 6]);
});

it("fails where a read failed, and leaves no failure behind for those who stop earlier", async () => {
  const seen: number[] = [];
  const reading = async () => {
    for await (const item of readAhead(readsOf(4, 2).reads, 2)) seen.push(item);
  };
  await expect(reading()).rejects.toThrow("read 2 failed");
  expect(seen).toEqual([0, 1]);
  for await (const _ of readAhead(readsOf(4, 1).reads, 2)) break;
  for (let turn = 0; turn < 10; turn += 1) await nextTurn();
});
