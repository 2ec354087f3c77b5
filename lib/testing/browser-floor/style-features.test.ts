import { expect, it } from "vitest";
import { readBrowserFloor } from "./floor";
import { missingStyleFeatures } from "./style-features";

const missing = (source: string) => [...missingStyleFeatures(source, readBrowserFloor())];

it("finds what a browser of the floor lacks: properties, values, functions, units, selectors and at-rules", () => {
  const source = `
    @starting-style { a { opacity: 0 } }
    @media (width >= 40rem) { a { translate: 1px } }
    a:has(b) { height: 100dvh; color: light-dark(red, blue); text-wrap: balance }`;
  const found = ["@starting-style", "@media ranges", "translate", ":has", "dvh", "light-dark()", "text-wrap: balance"];
  expect(missing(source)).toEqual(expect.arrayContaining(found));
});

it("allows what works without it: a value after one that all have, what `@supports` guards, what `:is()` ignores", () => {
  expect(missing("a { height: 100vh; height: 100dvh }")).toEqual([]);
  expect(missing("@supports (height: 1dvh) { a { height: 100dvh } }")).toEqual([]);
  expect(missing(":is([open], :popover-open) { color: red }")).toEqual([]);
  expect(missing("@layer base { a { inset: 0; aspect-ratio: 1; color: red } }")).toEqual([]);
});
