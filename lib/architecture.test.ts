import { describe, expect, it } from "vitest";
import { CONFINEMENTS, IMPORT_RULES, type ImportRule } from "./testing/architecture/import-rules";
import {
  CLIENT,
  findCircles,
  findImports,
  findOddFolders,
  isWithin,
  readSources,
  type Source,
} from "./testing/architecture/sources";

const MAX_LINES = 300;
const MAX_SOURCES = 25;

/** What this source does that the rules above forbid, in words. */
function findViolations(source: Source): string[] {
  const { path, text } = source;
  const violations: string[] = [];
  const lineCount = text.trimEnd().split("\n").length;
  if (lineCount > MAX_LINES) violations.push(`${path} has ${lineCount} lines`);
  if (/\.test\.tsx?$/.test(path) || !isProduct(path)) return violations;

  if (isWithin(path, "lib/server") && !text.startsWith('import "server-only";'))
    violations.push(`${path} is not server-only`);
  for (const { what, pattern, allowedIn } of CONFINEMENTS) {
    // What only tests import is no part of the product.
    const isAllowed = [...allowedIn, "lib/testing"].some((place) => isWithin(path, place));
    if (pattern.test(text) && !isAllowed) violations.push(`${path} has ${what}`);
  }
  const isClient = CLIENT.test(text);
  const rule = IMPORT_RULES.find(({ from }) => isWithin(path, from));
  for (const { specifier, target, asType } of findImports(source)) {
    const isForbidden = isClient && target !== null && isWithin(target, "lib/server");
    if (isForbidden || rule === undefined || !allows(rule, path, specifier, target, asType)) {
      violations.push(`${path} imports ${specifier}`);
    }
  }
  return violations;
}

function allows(rule: ImportRule, path: string, specifier: string, target: string | null, asType: boolean): boolean {
  if (target === null) return rule.packages?.some((name) => isWithin(specifier, name)) ?? true;
  const depth = rule.from.split("/").filter(Boolean).length;
  const home = path.split("/").slice(0, depth).join("/");
  const places = [home, ...rule.may, ...(asType ? (rule.mayAsTypes ?? []) : [])];
  return places.some((place) => isWithin(target, place));
}

const PRODUCT = ["app", "components", "lib", "instrumentation.ts", "proxy.ts"];

function isProduct(path: string): boolean {
  return PRODUCT.some((place) => isWithin(path, place));
}

describe("the architecture", () => {
  it("is kept by every source", () => {
    const sources = readSources();
    expect(sources.map(({ path }) => path)).toContain("lib/domain/money/cost.ts");
    expect(sources.flatMap(findViolations)).toEqual([]);
  });

  it("has no circle of imports", () => {
    expect(findCircles(readSources())).toEqual([]);
    const planted = [
      { path: "lib/domain/x.ts", text: 'import { b } from "@/lib/domain/y";' },
      { path: "lib/domain/y.ts", text: 'export type { A } from "./x";' },
    ];
    expect(findCircles(planted)).toEqual([["lib/domain/x.ts", "lib/domain/y.ts"]]);
  });

  it("has no folder that one gets lost in, and none for a single file", () => {
    // Folders of app/ are addresses.
    const paths = readSources()
      .map(({ path }) => path)
      .filter((path) => !path.startsWith("app/"));
    expect(findOddFolders(paths, MAX_SOURCES)).toEqual([]);
    const crowd = Array.from({ length: MAX_SOURCES + 1 }, (_, index) => `lib/crowd/${index}.ts`);
    expect(findOddFolders([...crowd, "lib/crowd/0.test.ts"], MAX_SOURCES)).toEqual(["lib/crowd has 26 sources"]);
    expect(findOddFolders(["lib/x/alone.ts", "lib/y.ts", "lib/z.ts"], MAX_SOURCES)).toEqual([
      "lib/x has a single file",
    ]);
  });

  const guarded = (text: string) => `import "server-only";\n${text}`;
  it.each<[rule: string, path: string, text: string, reported: string]>([
    ["domain is pure", "lib/domain/x.ts", 'import { useState } from "react";', "imports react"],
    [
      "domain knows nothing of the contract",
      "lib/domain/x.ts",
      'import type { A } from "../contract/fleet";',
      "imports ../contract/fleet",
    ],
    [
      "the contract knows nothing of the server",
      "lib/contract/x.ts",
      'import { a } from "@/lib/server/env";',
      "imports @/lib/server/env",
    ],
    [
      "queries know nothing of components",
      "lib/queries/x.ts",
      'export { A } from "@/components/ui/a";',
      "imports @/components/ui/a",
    ],
    [
      "components use the contract as types only",
      "components/ui/x.tsx",
      'import { a } from "@/lib/contract/fleet";',
      "imports @/lib/contract/fleet",
    ],
    [
      "components never reach the server",
      "components/ui/x.tsx",
      'import type { A } from "@/lib/server/env";',
      "imports @/lib/server/env",
    ],
    [
      "a feature knows no other",
      "components/costs/figures/x.tsx",
      'import { A } from "@/components/logs/a";',
      "imports @/components/logs/a",
    ],
    [
      "a kit knows no feature",
      "components/status/x.tsx",
      'import { A } from "@/components/fleet/a";',
      "imports @/components/fleet/a",
    ],
    [
      "the product knows nothing of its tests",
      "components/ui/x.tsx",
      'import { a } from "@/lib/testing/a";',
      "imports @/lib/testing/a",
    ],
    [
      "nothing is told in the plural whatever its number",
      "components/ui/x.tsx",
      "export const words = `0 of $" + "{total} nodes ready`;",
      "has a plural whatever its number",
    ],
    [
      "a comment hides no import",
      "components/ui/x.tsx",
      'import {\n  a, // why\n} from "@/lib/server/env";',
      "imports @/lib/server/env",
    ],
    [
      "nor within a call",
      "components/ui/x.tsx",
      'const a = await import(/* later */ "@/lib/server/env");',
      "imports @/lib/server/env",
    ],
    [
      "a feature does not run another",
      "components/costs/x.tsx",
      'import "@/components/logs/a";',
      "imports @/components/logs/a",
    ],
    [
      "pages never reach an adapter",
      "app/x/page.tsx",
      'const a = await import("@/lib/server/providers/registry");',
      "imports @/lib/server/providers/registry",
    ],
    [
      "client files never reach the server",
      "app/x/a.tsx",
      '"use client";\nimport { a } from "@/lib/server/auth/a";',
      "imports @/lib/server/auth/a",
    ],
    ["routes do not draw", "app/api/x/route.ts", 'import { A } from "@/components/ui/a";', "imports @/components/ui/a"],
    [
      "a provider does not know another",
      "lib/server/providers/a/x.ts",
      guarded('import { b } from "../b/wire";'),
      "imports ../b/wire",
    ],
    [
      "a provider does not know the environment",
      "lib/server/providers/a/x.ts",
      guarded('import {\n  a,\n} from "../../env";'),
      "imports ../../env",
    ],
    [
      "a provider has no way out of its own",
      "lib/server/providers/a/x.ts",
      guarded('import { get } from "node:https";'),
      "imports node:https",
    ],
    [
      "history does not know providers",
      "lib/server/history/x.ts",
      guarded('import { a } from "../providers/spec";'),
      "imports ../providers/spec",
    ],
    [
      "storage does not know HTTP",
      "lib/server/sharing/links/x.ts",
      guarded('import { a } from "../../http-problem";'),
      "imports ../../http-problem",
    ],
    [
      "a feature of the server knows no other",
      "lib/server/features/costs/x.ts",
      guarded('import type { A } from "../guest/a";'),
      "imports ../guest/a",
    ],
    [
      "a kit of the server knows no feature",
      "lib/server/http/x.ts",
      guarded('import type { A } from "../features/fleet/a";'),
      "imports ../features/fleet/a",
    ],
    [
      "only instrumentation wires the server",
      "lib/server/features/fleet/x.ts",
      guarded('import { a } from "../../start/a";'),
      "imports ../../start/a",
    ],
    [
      "the poller does not know views",
      "lib/server/poller/x.ts",
      guarded('import { a } from "../views/a";'),
      "imports ../views/a",
    ],
    [
      "the demo does not know views",
      "lib/server/demo/x.ts",
      guarded('import { a } from "../views/a";'),
      "imports ../views/a",
    ],
    [
      "the server does not draw",
      "lib/server/views/x.ts",
      guarded('import { A } from "@/components/ui/a";'),
      "imports @/components/ui/a",
    ],
    [
      "what tests import stays with the tests",
      "lib/server/store/x.ts",
      guarded('import { a } from "@/lib/testing/stores";'),
      "imports @/lib/testing/stores",
    ],
    [
      "instrumentation only starts the server",
      "instrumentation.ts",
      'import { A } from "@/components/ui/a";',
      "imports @/components/ui/a",
    ],
    [
      "the proxy reaches no more than the guards",
      "proxy.ts",
      'import { a } from "@/lib/server/start/start-application";',
      "imports @/lib/server/start/start-application",
    ],
    ["a new place needs a rule", "lib/misc/x.ts", 'import { z } from "zod";', "imports zod"],
    ["server files are guarded", "lib/server/x.ts", "export const a = 1;", "is not server-only"],
    ["one file fetches for the browser", "components/ui/x.tsx", 'void fetch("/api/clusters");', "has fetch("],
    [
      "one file fetches for the server",
      "lib/server/providers/a/x.ts",
      guarded('void globalThis.fetch("http://a");'),
      "has fetch(",
    ],
    [
      "one file reads the environment",
      "lib/server/log.ts",
      guarded("export const a = process.env.A;"),
      "has process.env",
    ],
    ["charts stay on pages with charts", "components/fleet/x.tsx", 'import { Line } from "recharts";', "has recharts"],
    [
      "undici stays with the providers",
      "lib/server/http/x.ts",
      guarded('import { request } from "undici";'),
      "has undici",
    ],
    [
      "browsers call the server through its API",
      "components/fleet/x.ts",
      '"use server";\nexport async function a() {}',
      "has a server action",
    ],
    ["servers share one clock", "lib/server/features/guest/x.ts", guarded("a(Date.now());"), "has Date.now"],
    ["exports have names", "components/ui/x.tsx", "export default function A() {}", "has a default export"],
    [
      "exports are not renamed to default",
      "app/x/parts.tsx",
      "const a = 1;\nexport { a as default };",
      "has a default export",
    ],
    ["sources stay short", "scripts/x.mjs", "a();\n".repeat(MAX_LINES + 1), "has 301 lines"],
  ])("reports a violation: %s", (_rule, path, text, reported) => {
    expect(findViolations({ path, text })).toEqual([`${path} ${reported}`]);
  });
});
