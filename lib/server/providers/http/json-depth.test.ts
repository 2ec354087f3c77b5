import fc from "fast-check";
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

it("counts after strings of quotes and backslashes as after any other", () => {
  const strings = fc.array(fc.string({ unit: fc.constantFrom("a", '"', "\\", "[", "}") }));
  fc.assert(
    fc.property(strings, fc.integer({ min: 0, max: 4 }), (texts, depth) => {
      const json = `${JSON.stringify(texts).slice(0, -1)}${texts.length > 0 ? "," : ""}${"[".repeat(depth)}${"]".repeat(depth)}]`;
      expect([isDeeperThan(json, depth + 1), isDeeperThan(json, depth)]).toEqual([false, true]);
    }),
  );
});
