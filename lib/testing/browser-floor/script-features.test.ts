import { expect, it } from "vitest";
import { readBrowserFloor } from "./floor";
import { missingScriptFeatures } from "./script-features";

const missing = (source: string) => [...missingScriptFeatures(source, readBrowserFloor())];

it.each([
  ["AbortSignal.any([])", "AbortSignal.any"],
  ["AbortSignal.timeout(1)", "AbortSignal.timeout"],
  ["Map.groupBy([], f)", "Map.groupBy"],
  ["Promise.withResolvers()", "Promise.withResolvers"],
  ["list.toSorted()", ".toSorted()"],
  ["list?.with(0, 1)", ".with()"],
  ["element.showPopover()", ".showPopover()"],
  ["new Intl.DurationFormat()", "Intl.DurationFormat"],
  ["map.values().toArray()", "iterator.toArray()"],
  ["new CloseWatcher()", "new CloseWatcher()"],
])("finds in %s what a browser of the floor lacks", (source, name) => {
  expect(missing(source)).toContain(name);
});

it("allows what all of them have", () => {
  const source = `
    class A { static #b = 1; static { this.#b ??= 2 } }
    [1].at(-1); [1].findLast(Boolean); Object.hasOwn({}, "a"); structuredClone(1); [].map((one) => one.values().next());
    new ResizeObserver(() => {}); element.replaceChildren(); navigator.clipboard; "a".replaceAll("a", "b")`;
  expect(missing(source)).toEqual([]);
});

it("refuses syntax that one of them cannot parse", () => {
  expect(() => missing("const pattern = /[\\p{L}--a]/v")).toThrow(SyntaxError);
});
