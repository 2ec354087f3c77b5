import { expect, test } from "vitest";
import { listNames } from "./list-names";

const names = (count: number) => Array.from({ length: count }, (_, index) => `w${index + 1}`);

test.each([
  [0, ""],
  [1, "w1"],
  [2, "w1 and w2"],
  [8, "w1, w2, w3, w4, w5, w6, w7 and w8"],
  [9, "w1, w2 and 7 others"],
  [1_002, "w1, w2 and 1,000 others"],
])("%i names are listed as %j", (count, words) => {
  expect(listNames(names(count))).toBe(words);
});
