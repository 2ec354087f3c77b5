import { posix } from "node:path";

export interface ImportRule {
  /** A folder or file; `*` is one path segment. The first rule that fits a source decides. */
  from: string;
  /** Folders or files of this project. What lies in `from` itself is always allowed. */
  may: readonly string[];
  /** Only as types: these are gone when the code runs. */
  mayAsTypes?: readonly string[];
  /** Packages; left out, any. */
  packages?: readonly string[];
}

const COMPONENTS = { may: ["lib/queries", "lib/domain"], mayAsTypes: ["lib/contract"] };

/** Kits lie flat, each on those named before it; features stand on them, and none knows another. */
function withComponents(...kits: string[]) {
  return { ...COMPONENTS, may: [...COMPONENTS.may, ...kits.map((kit) => posix.join("components", kit))] };
}

export const IMPORT_RULES: readonly ImportRule[] = [
  { from: "lib/domain", may: [], packages: ["zod"] },
  { from: "lib/contract", may: ["lib/domain"], packages: ["zod"] },
  { from: "lib/queries", may: ["lib/contract", "lib/domain"], packages: ["@tanstack/react-query", "react"] },
  // How providers are called: no provider, though its folder lies among theirs.
  { from: "lib/server/providers/http", may: ["lib/server/providers", "lib/domain"] },
  {
    from: "lib/server/providers/*/",
    may: [
      ...["define-provider", "errors", "http", "items", "permission", "provider-text", "seldom", "settings", "spec"],
      "ssh-fingerprint",
    ]
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
  { from: "lib/testing", may: ["lib/server", "lib/contract", "lib/domain"] },
  { from: "components/ui", ...COMPONENTS },
  { from: "components/charts", ...withComponents("ui") },
  { from: "components/status", ...withComponents("ui", "charts") },
  { from: "components/shell", ...withComponents("ui", "charts", "status") },
  // What is put together of several features.
  { from: "components/pages", ...withComponents("") },
  { from: "components/*/", ...withComponents("ui", "charts", "status", "shell") },
  { from: "app/api", may: ["lib/server", "lib/contract", "lib/domain"] },
  { from: "app", may: ["components", "lib/domain", "lib/queries/query-provider", "lib/server/access"] },
  { from: "instrumentation.ts", may: ["lib/server", "lib/contract", "lib/domain"] },
  { from: "proxy.ts", may: ["lib/server/door"] },
];

export interface Confinement {
  what: string;
  pattern: RegExp;
  allowedIn: readonly string[];
}

export const CONFINEMENTS: readonly Confinement[] = [
  {
    what: "fetch(",
    pattern: /\bfetch\(/,
    allowedIn: [
      "lib/queries/request.ts",
      "lib/server/providers/http/http.ts",
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
