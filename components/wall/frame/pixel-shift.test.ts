import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { pixelShift, SHIFT_PX } from "./pixel-shift";

it("moves the picture by a few pixels each minute, and comes back", () => {
  const walk = Array.from({ length: 11 }, (_, minute) => pixelShift(minute * 60_000));
  expect(walk[0]).toBeNull();
  expect(pixelShift(11 * MINUTE_MS)).toBeNull();
  expect(new Set(walk).size).toBe(11);
  const steps = walk.map((translate) => (translate ?? "0px 0px").split(" ").map(Number.parseFloat));
  expect(steps.flat().every((step) => Math.abs(step) <= SHIFT_PX)).toBe(true);
  // Each pixel shows what lies to its left for as long as what lies to its right.
  expect(steps.reduce(([x = 0, y = 0], [dx = 0, dy = 0]) => [x + dx, y + dy], [0, 0])).toEqual([0, 0]);
});

it("stays in its place within a minute", () => {
  expect(pixelShift(60_000)).toBe(pixelShift(119_999));
});
