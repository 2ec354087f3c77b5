import fc from "fast-check";
import { expect, it } from "vitest";
import { parseStorableJson } from "./storable-json";

it("puts a replacement character where a text or a name holds what no store can", () => {
  const hostile = { "a\0": ["b\0c", "\ud83d", "x\udc00y", { "k\ud800": "😀" }] };
  expect(parseStorableJson(JSON.stringify(hostile))).toEqual({
    "a\uFFFD": ["b\uFFFDc", "\uFFFD", "x\uFFFDy", { "k\uFFFD": "😀" }],
  });
});

it("leaves every other value as JSON means it, and prototypes alone", () => {
  const json = fc.json({ stringUnit: "grapheme", maxDepth: 2 });
  fc.assert(
    fc.property(json, (text) => {
      const value: unknown = JSON.parse(text);
      expect(parseStorableJson(JSON.stringify([value, "\0"]))).toEqual([value, "\uFFFD"]);
    }),
    { numRuns: 50 },
  );
  const parsed = parseStorableJson('{ "__proto__": { "admin": true }, "x": "\\u0000" }');
  expect(Object.hasOwn(Object(parsed), "__proto__")).toBe(true);
  expect(Reflect.get(Object(parsed), "admin")).toBeUndefined();
});
