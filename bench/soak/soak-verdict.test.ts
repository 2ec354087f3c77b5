import { expect, it } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import type { SoakSample } from "./soak-sample";
import { verdictOf } from "./soak-verdict";

const NOON = Date.UTC(2026, 10, 20, 12);
const DAY = { faults: [], loads: 1, from: NOON, to: NOON + 6 * HOUR_MS, timeZone: "UTC" };
const TWO_NIGHTS = { ...DAY, loads: 3, to: NOON + 48 * HOUR_MS };

/** What each load held in memory, sample by sample. */
function samplesOf(...loads: readonly (readonly number[])[]): SoakSample[] {
  return loads.flatMap((heaps, index) =>
    heaps.map((heapMb, sample) => ({
      load: index + 1,
      atMs: sample * 60_000,
      heapMb,
      nodes: 900,
      listeners: 40,
      frameMs: { median: 16.7, slow: 17 },
    })),
  );
}
const flat = (heapMb: number) => Array.from({ length: 9 }, () => heapMb);

it("is good for a page whose memory stays the same", () => {
  expect(verdictOf(samplesOf(flat(12)), DAY)).toMatchObject({ isGood: true });
});

it("expects one load more for each night, and no other", () => {
  const samples = samplesOf(flat(12), flat(12), flat(12));
  expect(verdictOf(samples, TWO_NIGHTS)).toMatchObject({ isGood: true });
  expect(verdictOf(samples, { ...TWO_NIGHTS, loads: 4 })).toMatchObject({ isGood: false });
  expect(verdictOf(samples, { ...DAY, loads: 2 })).toMatchObject({ isGood: false });
});

it("compares within one load: a new one may hold more at once, and none may grow", () => {
  expect(verdictOf(samplesOf(flat(12), flat(20)), TWO_NIGHTS)).toMatchObject({ isGood: true });
  const growing = [12, 12, 12, 13, 13, 13, 15, 15, 15];
  expect(verdictOf(samplesOf(flat(20), growing), TWO_NIGHTS)).toMatchObject({ isGood: false });
  expect(verdictOf(samplesOf(growing, flat(12)), TWO_NIGHTS)).toMatchObject({ isGood: false });
});

it("is not good with few samples, or for a page that threw", () => {
  expect(verdictOf(samplesOf([12, 12, 12], [12, 12, 12]), TWO_NIGHTS)).toMatchObject({ isGood: false });
  expect(verdictOf(samplesOf(flat(12)), { ...DAY, faults: ["A fault."] })).toMatchObject({ isGood: false });
});
