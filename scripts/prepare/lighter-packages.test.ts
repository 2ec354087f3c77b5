import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as nextsConstants from "next/dist/lib/constants";
import * as nextsInterceptionRoutes from "next/dist/shared/lib/router/utils/interception-routes";
import { expect, it } from "vitest";
import * as constants from "@/lib/browser/lighter/constants";
import createIcon from "@/lib/browser/lighter/create-icon";
import * as interceptionRoutes from "@/lib/browser/lighter/interception-routes";
import { CONFINEMENTS } from "@/lib/testing/architecture/import-rules";
import { LIGHTER_PACKAGES } from "./lighter-packages.mjs";

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

const CREATE_ICON = "../createLucideIcon.mjs";

it.each(Object.keys(LIGHTER_PACKAGES).filter((name) => name !== CREATE_ICON))(
  "replaces one module of Next's as %s, and no other",
  (name) => {
    const modules = importersOf(name).map(({ path }) =>
      join(name.startsWith(".") ? dirname(path) : "node_modules", name),
    );
    expect(new Set(modules).size).toBe(1);
    expect(modules.every((path) => existsSync(`${path}.js`) || existsSync(path))).toBe(true);
  },
);

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

const LUCIDE = "node_modules/lucide-react/dist/esm";
/** The imports from lucide-react in each of our files. */
const iconUsers = globSync("components/**/*.tsx").flatMap((path) => {
  const source = readFileSync(path, "utf8");
  const imported = /import \{([^}]*)\} from "lucide-react"/.exec(source)?.[1];
  return imported === undefined ? [] : [{ path, source, names: imported.split(",").map((name) => name.trim()) }];
});

it("draws lucide-react's icons as it does itself", async () => {
  const { default: attributes }: { default: object } = await import(
    join(process.cwd(), LUCIDE, "shared/src/build/defaultAttributes.mjs")
  );
  const { props } = createIcon({ node: [] })({ size: 24, "aria-hidden": true });
  const { children, "aria-hidden": isHidden, ...drawn } = props;
  const camelCase = (name: string) => name.replace(/-./g, ([, letter = ""]) => letter.toUpperCase());
  expect(drawn).toEqual(
    Object.fromEntries(Object.entries(attributes).map(([name, value]) => [camelCase(name), value])),
  );
  const icons = readdirSync(join(LUCIDE, "icons")).filter((name) => name.endsWith(".mjs"));
  const sources = icons.map((name) => readFileSync(join(LUCIDE, "icons", name), "utf8"));
  const made = sources.filter((source) => source.includes("createLucideIcon"));
  expect(made.length).toBeGreaterThan(1_000);
  expect(made.filter((source) => !source.includes(`from '${CREATE_ICON}'`) || !source.includes("size: 24,"))).toEqual(
    [],
  );
});

it("gives icons nothing but a size and a class", () => {
  const elements = iconUsers.flatMap(({ source, names }) => {
    const tags = names.map((name) => name.replace(/^.* as /, ""));
    return source.match(new RegExp(String.raw`<(?:${[...tags, "Icon"].join("|")})\b[^>]*>`, "g")) ?? [];
  });
  expect(elements.length).toBeGreaterThan(30);
  const isPlain = (element: string) => /^<\w+ size=\{\d+\} aria-hidden( className="[^"]*")? \/>$/.test(element);
  expect(elements.filter((element) => !isPlain(element.replace(/\s+/g, " ")))).toEqual([]);
});
