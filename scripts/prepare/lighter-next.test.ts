import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as nextsConstants from "next/dist/lib/constants";
import * as nextsInterceptionRoutes from "next/dist/shared/lib/router/utils/interception-routes";
import { expect, it } from "vitest";
import * as constants from "@/lib/browser/next/constants";
import * as interceptionRoutes from "@/lib/browser/next/interception-routes";
import { CONFINEMENTS } from "@/lib/testing/architecture/import-rules";
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

const CONSTANTS = ["../../../lib/constants", "../../../../lib/constants"];
const INTERCEPTION_ROUTES = [
  "../../../shared/lib/router/utils/interception-routes",
  "../../../../shared/lib/router/utils/interception-routes",
];

/** What browsers use of a module that is required as a variable of this name. */
function usedOf(names: readonly string[], variable: string): Set<string | undefined> {
  const uses = new RegExp(String.raw`\b${variable}\.(\w+)`, "g");
  const importers = names.flatMap(importersOf);
  return new Set(importers.flatMap(({ source }) => [...source.matchAll(uses)].map(([, member]) => member)));
}

it("has the constants that Next uses in browsers, with Next's values", () => {
  expect(usedOf(CONSTANTS, "_constants")).toEqual(new Set(Object.keys(constants)));
  expect(nextsConstants).toMatchObject(constants);
});

it("has what Next asks about routes that intercept others, of which there are none", () => {
  expect(usedOf(INTERCEPTION_ROUTES, "_interceptionroutes")).toEqual(new Set(Object.keys(interceptionRoutes)));
  const markers: readonly string[] = nextsInterceptionRoutes.INTERCEPTION_ROUTE_MARKERS;
  const folders = globSync("app/**/").map((path) => basename(path));
  expect(folders).toContain("(dashboard)");
  expect(folders.filter((name) => markers.some((marker) => name.startsWith(marker)))).toEqual([]);
});

it("leaves out server actions, which no source may have", () => {
  expect(usedOf(["./reducers/server-action-reducer"], "_serveractionreducer")).toEqual(
    new Set(["serverActionReducer"]),
  );
  expect(CONFINEMENTS.find(({ what }) => what === "a server action")?.allowedIn).toEqual([]);
});

it("leaves out a process of which browsers ask only whether it can emit", () => {
  const used = files.flatMap(({ source }) => [...source.matchAll(/\bprocess\.(\w+)/g)].map(([, name]) => name));
  expect(new Set(used)).toEqual(new Set(["env", "emit"]));
});
