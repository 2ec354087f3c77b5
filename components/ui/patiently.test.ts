import { expect, it, onTestFinished, vi } from "vitest";
import { isPartMissing } from "./missing-parts";
import { patiently } from "./patiently";

it("asks for a part again until it arrives, at ever longer intervals", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const askedAt: number[] = [];
  const startedAt = Date.now();
  const part = patiently(async () => {
    askedAt.push(Date.now() - startedAt);
    if (askedAt.length < 8) throw new Error("The server is away");
    return "part";
  });
  await vi.advanceTimersByTimeAsync(200_000);
  expect(await part).toBe("part");
  expect(askedAt).toEqual([0, 2_000, 6_000, 14_000, 30_000, 60_000, 90_000, 120_000]);
});

it("says that a part is missing from the fourth failure on, until it arrives", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let isThere = false;
  const part = patiently(async () => {
    if (!isThere) throw new Error("Removed by an update");
    return "part";
  });
  await vi.advanceTimersByTimeAsync(13_999);
  expect(isPartMissing()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isPartMissing()).toBe(true);
  isThere = true;
  await vi.advanceTimersByTimeAsync(16_000);
  expect([await part, isPartMissing()]).toEqual(["part", false]);
});
