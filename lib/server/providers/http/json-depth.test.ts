import { expect, it } from "vitest";
import { isDeeperThan } from "./json-depth";

it("counts arrays and objects alike, and only while they are open", () => {
  expect(isDeeperThan('[{"a":[1]}]', 3)).toBe(false);
  expect(isDeeperThan('[{"a":[1]}]', 2)).toBe(true);
  expect(isDeeperThan("[[],[],{},{}]", 2)).toBe(false);
});

it("does not count brackets inside strings, nor mistake an escaped quote for a string's end", () => {
  expect(isDeeperThan(JSON.stringify(["[[[[", '"[[[[', "\\", "[[[["]), 1)).toBe(false);
  expect(isDeeperThan(JSON.stringify(["\\", [[]]]), 2)).toBe(true);
});
