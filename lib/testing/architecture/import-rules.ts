import { posix } from "node:path";

export interface ImportRule {
  /** A folder or file; `*` is one path segment. The first rule that matches a source decides. */
  from: string;
  /** Folders or files of this project. Anything in `from` itself is always allowed. */
  may: readonly string[];
  /** Allowed only as types, which are gone when the code runs. */
  mayAsTypes?: readonly string[];
  /** Packages; any, if left out. */
  packages?: readonly string[];
}

const COMPONENTS = { may: ["lib/queries", "lib/domain"], mayAsTypes: ["lib/contract"] };

/** Kits lie flat, each on those named before it; features stand on them, and none knows another. */
function withComponents(...kits: string[]) {
  return { ...COMPONENTS, may: [...COMPONENTS.may, ...kits.map((kit) => posix.join("components", kit))] };
}

/** What everything on the server may use. */
const BASE = ["log", "meters", "pause", "refusal", "singleton", "throttled-log", "until-aborted"];

/** Kits of the server lie flat as well. Those that store things know nothing of HTTP: they throw refusals. */
function withServer(...kits: string[]) {
  const server = [...BASE, ...kits].map((name) => posix.join("lib/server", name));
  return { may: [...server, "lib/contract", "lib/domain"] };
}

/** What features stand on. */
const KITS = [
  ...[
    "accounts",
    "alerts",
    "auth",
    "build-files",
    "configuration",
    "coordination",
    "exposition",
    "history",
    "http",
    "http-problem",
    "on-demand",
    "outbound",
    "pictures",
    "poller",
    "providers",
  ],
  ...["reachability", "redaction", "security", "sharing", "store", "views", "workload"],
];

export const IMPORT_RULES: readonly ImportRule[] = [
  { from: "lib/domain", may: [], packages: [] },
  { from: "lib/browser", may: [], packages: ["@oddbird/popover-polyfill", "core-js", "react"] },
  { from: "lib/contract", may: ["lib/domain"], packages: ["zod"] },
  { from: "lib/queries", may: ["lib/contract", "lib/domain"], packages: ["@tanstack/react-query", "react"] },
  // How providers are called: no provider, though its folder lies among theirs.
  {
    from: "lib/server/providers/http",
    may: ["lib/server/outbound", "lib/server/pause", "lib/server/providers", "lib/domain"],
  },
  // The one adapter that reads a file that people paste.
  { from: "lib/server/providers/kubernetes/kubeconfig", may: [], packages: ["server-only", "yaml", "zod"] },
  {
    from: "lib/server/providers/*/",
    may: [
      ...["certificate-authority", "define-provider", "errors", "http", "image-name", "items", "join-values"],
      ...["machine-ids", "odd-fields", "permission", "provider-text", "public-address", "read-leniently", "seldom"],
      ...["service-address", "settings", "spec", "ssh-fingerprint", "to-facts", "versioned-url", "wire-values"],
    ]
      .map((name) => `lib/server/providers/${name}`)
      .concat("lib/domain", "lib/server/pause"),
    packages: ["server-only", "zod"],
  },
  { from: "lib/server/outbound", may: [] },
  { from: "lib/server/providers", may: ["lib/server/outbound", "lib/server/pause", "lib/contract", "lib/domain"] },
  { from: "lib/server/store", may: ["lib/server/refusal", "lib/domain"] },
  { from: "lib/server/coordination", ...withServer("store") },
  {
    from: "lib/server/history",
    may: ["lib/server/coordination", "lib/server/pause", "lib/server/store", "lib/domain"],
  },
  { from: "lib/server/redaction", ...withServer() },
  { from: "lib/server/security", ...withServer("coordination", "http-problem", "outbound", "store") },
  { from: "lib/server/build-files", ...withServer("coordination", "store") },
  { from: "lib/server/secret-box", ...withServer("coordination", "store") },
  { from: "lib/server/workload", ...withServer("security") },
  // Services that are written to, as providers are services that are read: below the configuration, which checks their settings.
  { from: "lib/server/alerts/channels", ...withServer("alerts/message", "outbound") },
  {
    from: "lib/server/alerts",
    ...withServer(
      "configuration",
      "coordination",
      "history",
      "outbound",
      "poller",
      "redaction",
      "secret-box",
      "security",
      "store",
      "views",
    ),
  },
  {
    from: "lib/server/configuration",
    ...withServer("alerts/channels", "outbound", "providers", "secret-box", "security", "store"),
  },
  {
    from: "lib/server/accounts",
    ...withServer("configuration", "coordination", "outbound", "providers", "redaction", "secret-box", "store"),
  },
  {
    from: "lib/server/poller",
    ...withServer("configuration", "coordination", "history", "outbound", "providers", "secret-box", "store"),
  },
  { from: "lib/server/on-demand", ...withServer("coordination", "poller", "providers", "store") },
  {
    from: "lib/server/reachability",
    ...withServer("configuration", "coordination", "history", "poller", "security", "store"),
  },
  {
    from: "lib/server/auth",
    ...withServer(
      "configuration",
      "coordination",
      "outbound",
      "providers",
      "redaction",
      "security",
      "store",
      "workload",
    ),
  },
  { from: "lib/server/views", ...withServer("configuration", "history", "poller", "store", "workload") },
  {
    from: "lib/server/sharing",
    ...withServer("coordination", "history", "poller", "providers", "security", "store", "views", "workload"),
  },
  {
    from: "lib/server/exposition",
    ...withServer("configuration", "http-problem", "poller", "security", "views"),
  },
  { from: "lib/server/pictures", ...withServer("security", "views", "workload") },
  { from: "lib/server/http", ...withServer(...KITS) },
  { from: "lib/server/features/*/", ...withServer("env", ...KITS) },
  { from: "lib/server/openapi", ...withServer("features", "http") },
  { from: "lib/server/direct", ...withServer("features", "http", "security") },
  { from: "lib/server/pages", ...withServer("auth", "http", "sharing") },
  { from: "lib/server/demo", ...withServer("alerts", "configuration", "history", "providers") },
  {
    from: "lib/server/secret-rotation",
    ...withServer("history", "secret-box", "store", "store-copy"),
  },
  {
    from: "lib/server/store-copy",
    ...withServer(
      "accounts",
      "alerts",
      "auth",
      "build-files",
      "coordination",
      "history",
      "on-demand",
      "poller",
      "reachability",
      "secret-box",
      "security",
      "sharing",
      "store",
    ),
  },
  { from: "lib/server/start", may: ["lib/server", "lib/contract", "lib/domain"] },
  { from: "lib/server", ...withServer("build-id", "env", "configuration", "providers", "redaction") },
  // No other rule names it: only tests, benches and e2e, which none of these rules is about, import it.
  { from: "lib/testing", may: ["lib/server", "lib/contract", "lib/domain"] },
  { from: "components/ui", ...COMPONENTS },
  { from: "components/charts", ...withComponents("ui") },
  { from: "components/status", ...withComponents("ui", "charts") },
  { from: "components/shell/living-page.tsx", may: ["components/ui", "components/shell/early-input", "lib/browser"] },
  { from: "components/shell", ...withComponents("ui", "charts", "status") },
  // What is put together of several features.
  { from: "components/pages", ...withComponents("") },
  { from: "components/*/", ...withComponents("ui", "charts", "status", "shell") },
  { from: "app/api", may: ["lib/server/features", "lib/server/http/serve", "lib/server/openapi/routes"] },
  { from: "app", may: ["components", "lib/domain", "lib/queries/query-provider", "lib/server/pages"] },
  { from: "instrumentation.ts", may: ["lib/server/start"] },
  { from: "proxy.ts", may: ["lib/server/security"] },
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
    allowedIn: ["lib/queries/request.ts", "lib/server/outbound"],
  },
  // Next itself asks instrumentation.ts to look at NEXT_RUNTIME.
  { what: "process.env", pattern: /\bprocess\.env\b/, allowedIn: ["lib/server/env.ts", "instrumentation.ts"] },
  // "1 nodes": what is counted goes through `formatCounted`.
  {
    what: "a plural whatever its number",
    pattern:
      /\$\{[^}]*\} (?:other )?(?:nodes|clusters|GPUs|accounts|replicas|instances|requests|machines|hours|days)\b/,
    allowedIn: [],
  },
  // What several servers tell and store, they date by one clock: `coordination.now`.
  {
    what: "Date.now",
    pattern: /\bDate\.now\b/,
    allowedIn: [
      // That clock, and how long this process has waited by its own.
      ...["coordination", "poller/steady-clock.ts", "security/take-turn.ts"].map((place) => `lib/server/${place}`),
      // Where there is no coordination yet, or none at all.
      ...["start", "http/serve.ts", "demo", "store-copy"].map((place) => `lib/server/${place}`),
      // better-auth dates its sessions by it.
      "lib/server/auth/single-sign-on",
      // Browsers.
      ...["app/layout.tsx", "components", "lib/queries"],
    ],
  },
  { what: "recharts", pattern: /["']recharts\b/, allowedIn: ["components/costs", "components/metrics"] },
  // `components/ui/link` does what our pages need of it, in a tenth of the code.
  { what: "next/link", pattern: /["']next\/link["']/, allowedIn: [] },
  // `scripts/prepare/lighter-packages.mjs` leaves out how browsers call them.
  { what: "a server action", pattern: /^\s*["']use server["']/m, allowedIn: [] },
  // `useOpenPage` first writes what the address does not say yet.
  { what: "useRouter", pattern: /\buseRouter\b/, allowedIn: ["components/ui/link/use-open-page.ts"] },
  { what: "undici", pattern: /["']undici["']/, allowedIn: ["lib/server/outbound"] },
  {
    what: "a default export",
    pattern: /^export default\b|\bas default\b/m,
    allowedIn: [
      ...["page", "layout", "not-found", "error", "global-error", "loading"].flatMap((name) => [
        `app/**/${name}.tsx`,
        `app/${name}.tsx`,
      ]),
      // Packages ask for them as if they were their own.
      "components/shell/broken-page.tsx",
      "lib/browser/lighter/create-icon.tsx",
    ],
  },
];
