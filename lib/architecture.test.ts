import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";

interface ImportRule {
  /** A folder or file; `*` is one path segment. The first rule that fits a source decides. */
  from: string;
  /** Folders or files of this project. What lies in `from` itself is always allowed. */
  may: readonly string[];
  /** Only as types: these are gone when the code runs. */
  mayAsTypes?: readonly string[];
  /** Packages; left out, any. */
  packages?: readonly string[];
}

const IMPORT_RULES: readonly ImportRule[] = [
  { from: "lib/domain", may: [], packages: ["zod"] },
  { from: "lib/contract", may: ["lib/domain"], packages: ["zod"] },
  { from: "lib/queries", may: ["lib/contract", "lib/domain"], packages: ["@tanstack/react-query", "react"] },
  {
    from: "lib/server/providers/*/",
    may: ["spec", "http", "errors", "items", "permission", "provider-text", "seldom", "ssh-fingerprint"]
      .map((name) => `lib/server/providers/${name}`)
      .concat("lib/domain"),
    packages: ["server-only", "zod"],
  },
  { from: "lib/server/providers", may: ["lib/contract", "lib/domain"] },
  { from: "lib/server/store", may: ["lib/domain"] },
  { from: "lib/server/history", may: ["lib/server/pause", "lib/server/store", "lib/domain"] },
  {
    from: "lib/server/demo",
    may: ["configuration", "history", "pause", "providers"].map((name) => `lib/server/${name}`).concat("lib/domain"),
  },
  {
    from: "lib/server/poller",
    may: ["lib/server/configuration", "lib/server/history", "lib/server/providers", "lib/contract", "lib/domain"],
  },
  { from: "lib/server", may: ["lib/contract", "lib/domain"] },
  // No other rule names it: only tests, benches and e2e, which none of these rules is about, import it.
  { from: "lib/testing", may: ["lib/server", "lib/domain"] },
  { from: "components", may: ["lib/queries", "lib/domain"], mayAsTypes: ["lib/contract"] },
  { from: "app/api", may: ["lib/server", "lib/contract", "lib/domain"] },
  { from: "app", may: ["components", "lib/domain", "lib/queries/query-provider", "lib/server/access"] },
  { from: "instrumentation.ts", may: ["lib/server", "lib/contract", "lib/domain"] },
  { from: "proxy.ts", may: ["lib/server/door"] },
];

interface Confinement {
  what: string;
  pattern: RegExp;
  allowedIn: readonly string[];
}

const CONFINEMENTS: readonly Confinement[] = [
  {
    what: "fetch(",
    pattern: /\bfetch\(/,
    allowedIn: [
      "lib/queries/request.ts",
      "lib/server/providers/http.ts",
      "lib/server/access/identity-provider/bounded-fetch.ts",
    ],
  },
  // Next itself asks instrumentation.ts to look at NEXT_RUNTIME.
  { what: "process.env", pattern: /\bprocess\.env\b/, allowedIn: ["lib/server/env.ts", "instrumentation.ts"] },
  { what: "recharts", pattern: /["']recharts\b/, allowedIn: ["components/costs", "components/metrics"] },
  { what: "undici", pattern: /["']undici["']/, allowedIn: ["lib/server/providers"] },
  {
    what: "a default export",
    pattern: /^export default\b|\bas default\b/m,
    allowedIn: ["page", "layout", "not-found", "error", "global-error", "loading"].flatMap((name) => [
      `app/**/${name}.tsx`,
      `app/${name}.tsx`,
    ]),
  },
];

const MOST_LINES = 300;

interface Source {
  path: string;
  text: string;
}

/** What this source does that the rules above forbid, in words. */
function findViolations({ path, text }: Source): string[] {
  const violations: string[] = [];
  const lineCount = text.trimEnd().split("\n").length;
  if (lineCount > MOST_LINES) violations.push(`${path} has ${lineCount} lines`);
  if (/\.test\.tsx?$/.test(path) || !isProduct(path)) return violations;

  if (isWithin(path, "lib/server") && !text.startsWith('import "server-only";'))
    violations.push(`${path} is not server-only`);
  for (const { what, pattern, allowedIn } of CONFINEMENTS) {
    if (pattern.test(text) && !allowedIn.some((place) => isWithin(path, place))) violations.push(`${path} has ${what}`);
  }
  const isClient = /^["']use client["']/.test(text);
  const rule = IMPORT_RULES.find(({ from }) => isWithin(path, from));
  for (const { specifier, asType } of findImports(text)) {
    const target = resolve(path, specifier);
    const isForbidden = isClient && target !== null && isWithin(target, "lib/server");
    if (isForbidden || rule === undefined || !allows(rule, path, specifier, target, asType)) {
      violations.push(`${path} imports ${specifier}`);
    }
  }
  return violations;
}

function allows(rule: ImportRule, path: string, specifier: string, target: string | null, asType: boolean): boolean {
  if (target === null) return rule.packages?.some((name) => isWithin(specifier, name)) ?? true;
  const home = rule.from.endsWith("/") ? posix.dirname(path) : rule.from;
  const places = [home, ...rule.may, ...(asType ? (rule.mayAsTypes ?? []) : [])];
  return places.some((place) => isWithin(target, place));
}

/** Project paths of `@/…` and relative specifiers; `null` for a package. */
function resolve(path: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  return specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : null;
}

const STATIC_IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[\w$*{},\s]+?\sfrom\s*)?["']([^"']+)["']/gm;
const DYNAMIC_IMPORT = /\b(?:import|require)\(\s*["'`]([^"'`]+)/g;

function findImports(text: string): { specifier: string; asType: boolean }[] {
  const imports = [...text.matchAll(STATIC_IMPORT)].map(([, type, specifier = ""]) => ({
    specifier,
    asType: type !== undefined,
  }));
  return imports.concat([...text.matchAll(DYNAMIC_IMPORT)].map(([, specifier = ""]) => ({ specifier, asType: false })));
}

function isWithin(path: string, place: string): boolean {
  if (place.includes("*") || place.endsWith("/"))
    return posix.matchesGlob(path, place.endsWith("/") ? `${place}**` : place);
  return path === place || path.startsWith(`${place}/`);
}

const PRODUCT = ["app", "components", "lib", "instrumentation.ts", "proxy.ts"];

function isProduct(path: string): boolean {
  return PRODUCT.some((place) => isWithin(path, place));
}

function readSources(): Source[] {
  const folders = ["app", "components", "lib", "e2e", "bench", "scripts"];
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => posix.join(folder, path)),
  );
  return [...paths, "instrumentation.ts", "proxy.ts"]
    .filter((path) => /\.(tsx?|mjs|css)$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

describe("the architecture", () => {
  it("is kept by every source", () => {
    const sources = readSources();
    expect(sources.map(({ path }) => path)).toContain("lib/domain/money/cost.ts");
    expect(sources.flatMap(findViolations)).toEqual([]);
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
      "components/x.tsx",
      'import { a } from "@/lib/contract/fleet";',
      "imports @/lib/contract/fleet",
    ],
    [
      "components never reach the server",
      "components/x.tsx",
      'import type { A } from "@/lib/server/env";',
      "imports @/lib/server/env",
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
      '"use client";\nimport { a } from "@/lib/server/access/a";',
      "imports @/lib/server/access/a",
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
      "the proxy reaches no more than the door",
      "proxy.ts",
      'import { a } from "@/lib/server/application";',
      "imports @/lib/server/application",
    ],
    ["a new place needs a rule", "lib/misc/x.ts", 'import { z } from "zod";', "imports zod"],
    ["server files are guarded", "lib/server/x.ts", "export const a = 1;", "is not server-only"],
    ["one file fetches for the browser", "components/x.tsx", 'void fetch("/api/clusters");', "has fetch("],
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
    [
      "charts stay on pages with charts",
      "components/fleet/x.tsx",
      'import { Line } from "recharts";',
      "has recharts",
    ],
    [
      "undici stays with the providers",
      "lib/server/http/x.ts",
      guarded('import { request } from "undici";'),
      "has undici",
    ],
    ["exports have names", "components/x.tsx", "export default function A() {}", "has a default export"],
    [
      "exports are not renamed to default",
      "app/x/parts.tsx",
      "const a = 1;\nexport { a as default };",
      "has a default export",
    ],
    ["sources stay short", "scripts/x.mjs", "a();\n".repeat(MOST_LINES + 1), "has 301 lines"],
  ])("reports a violation: %s", (_rule, path, text, reported) => {
    expect(findViolations({ path, text })).toEqual([`${path} ${reported}`]);
  });
});
