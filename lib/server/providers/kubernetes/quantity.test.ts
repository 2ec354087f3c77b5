import { expect, it } from "vitest";
import { parseCount, parseQuantity } from "./quantity";

it.each([
  ["8", 8],
  ["191500m", 191.5],
  ["2113409892Ki", 2_113_409_892 * 1_024],
  ["1.5Gi", 1.5 * 1_024 ** 3],
  ["2T", 2e12],
  ["1e3", 1_000],
  ["12E", 12e18],
  [" 4 ", 4],
  ["-1", null],
  ["", null],
  ["8 GPUs", null],
  ["1Zi", null],
  [null, null],
])("reads %j as Kubernetes means it", (text, amount) => {
  expect(parseQuantity(text)).toBe(amount);
});

it("counts only whole things", () => {
  expect(["8", "1k", "7.5", "500m"].map(parseCount)).toEqual([8, 1_000, null, null]);
});
