import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as theirs from "next/dist/lib/constants";
import { expect, it } from "vitest";
import * as ours from "@/lib/browser/next/constants";
import { LIGHTER_NEXT } from "./lighter-next.mjs";

const NEXT = "node_modules/next/dist";
/** What may run in a browser that `next build` builds for. */
const IN_BROWSERS = [
  "client/**/*.js",
  "build/polyfills/process.js",
  "compiled/{react,react-dom,scheduler}/cjs/{react,react-dom,react-dom-client,scheduler}.production.js",
  "compiled/react-server-dom-turbopack/cjs/*-client.browser.production.js",
];

const files = globSync(IN_BROWSERS.map((pattern) => join(NEXT, pattern)))
  .filter((path) => !path.includes("/dev/"))
  .map((path) => ({ path, source: readFileSync(path, "utf8").replace(/\n\/\/# sourceMappingURL.*/, "") }));

const importersOf = (name: string) =>
  files.filter(({ source }) => source.includes(`require("${name}")`) || source.includes(`require('${name}')`));

it.each(Object.keys(LIGHTER_NEXT))("replaces one module of Next's as %s, and no other", (name) => {
  const modules = importersOf(name).map(({ path }) =>
    join(name.startsWith(".") ? dirname(path) : "node_modules", name),
  );
  expect(new Set(modules).size).toBe(1);
  expect(modules.every((path) => existsSync(`${path}.js`) || existsSync(path))).toBe(true);
});

it("has the constants that Next uses in browsers, with Next's values", () => {
  const importers = ["../../../lib/constants", "../../../../lib/constants"].flatMap(importersOf);
  const used = importers.flatMap(({ source }) => [...source.matchAll(/_constants\.(\w+)/g)].map(([, name]) => name));
  expect([...new Set(used)]).toEqual(Object.keys(ours));
  expect(theirs).toMatchObject(ours);
});

it("leaves out a process of which browsers ask only whether it can emit", () => {
  const used = files.flatMap(({ source }) => [...source.matchAll(/\bprocess\.(\w+)/g)].map(([, name]) => name));
  expect(new Set(used)).toEqual(new Set(["env", "emit"]));
});
