import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_BUILD, PHASE_PRODUCTION_SERVER } from "next/constants.js";
import { API, EVERYWHERE, GUESTS } from "./lib/contract/answer-headers.mjs";
import { hintCompilation } from "./scripts/prepare/hint-compilation.mjs";
import { LIGHTER_PACKAGES } from "./scripts/prepare/lighter-packages.mjs";

// The files in public/ keep their names when they change, so a browser may cache them for at most a day.
const PUBLIC = { "Content-Security-Policy": API["Content-Security-Policy"], "Cache-Control": "public, max-age=86400" };

function asList(headers) {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

/** The commit that this is built from; empty if there is no repository, as in a container. */
function commit() {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], {
      cwd: import.meta.dirname,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "";
  }
}

/**
 * What one build is known by, on every server that runs it: two that answer one page in turn must not differ. Next hands on to its
 * workers what stands in this variable.
 */
function buildName(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return readFileSync(".next/BUILD_ID", "utf8").trim();
  process.env.NEXT_DEPLOYMENT_ID ||= randomBytes(9).toString("base64url");
  return process.env.NEXT_DEPLOYMENT_ID;
}

const publicFiles = readdirSync(new URL("public", import.meta.url));
const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

/** @type {(phase: string) => import("next").NextConfig} */
export default (phase) => ({
  // A page of another build that goes elsewhere loads that anew, rather than with parts of both.
  ...(phase !== PHASE_DEVELOPMENT_SERVER && {
    deploymentId: buildName(phase),
    generateBuildId: () => buildName(phase),
  }),
  // Only for the Docker image: that server changes its working directory, where a checkout has its configuration.
  ...(process.env.BUILD_STANDALONE && { output: "standalone" }),
  // This folder, whatever lockfiles there are above it.
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`: the build would do the same work a second time.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Every page's title comes with its head. By default it may come later, in the body, for all but some crawlers.
  htmlLimitedBots: /.*/,
  // A server that starts has what was built into it, and must not wait for git.
  ...(phase !== PHASE_PRODUCTION_SERVER && { env: { BUILD_VERSION: version, BUILD_COMMIT: commit() } }),
  headers: async () => [
    { source: "/:path*", headers: asList(EVERYWHERE) },
    { source: "/api/:path*", headers: asList(API) },
    { source: "/metrics", headers: asList(API) },
    ...publicFiles.map((file) => ({ source: `/${file}`, headers: asList(PUBLIC) })),
    { source: "/s/:path*", headers: asList(GUESTS) },
    { source: "/api/shared/:path*", headers: asList(GUESTS) },
  ],
  // Where scrapers look unless they are told otherwise.
  rewrites: async () => [{ source: "/metrics", destination: "/api/metrics" }],
  experimental: {
    // No page accepts a body, but Next buffers this much of each in memory before proxy.ts can refuse it.
    proxyClientMaxBodySize: 64 * 1_024,
    // By default a page loads fourteen files. In the seven that this makes of them the same code compresses to 6 KB less,
    // for a few KB that a way to another page loads a second time.
    turbopackChunking: { minChunkSize: 1_000_000, maxMergeChunkSize: 1_000_000 },
    // Loading every page and route at the start, each with a copy of what they share, would delay the first answer and
    // take 20 MB.
    preloadEntriesOnStart: false,
  },
  compiler: { runAfterProductionCompile: hintCompilation },
  // `next dev` runs Next as it is.
  ...(phase === PHASE_PRODUCTION_BUILD && { turbopack: { resolveAlias: LIGHTER_PACKAGES } }),
  serverExternalPackages: ["pino", "prom-client", "better-sqlite3", "undici"],
  // `next dev` would write an AGENTS.md into the checkout.
  agentRules: false,
});
