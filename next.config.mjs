import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  // Not "no-referrer": a form on our own pages would then name no origin, and be refused.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  // Link previews too: chats fetch them by their own servers, which ask for no such leave.
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()",
};
// Pages get a policy of their own, with a nonce, in proxy.ts.
const API = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" };
// The files in public/ keep their names when they change, so a browser may use its copies for no longer than a day.
const PUBLIC = { "Content-Security-Policy": API["Content-Security-Policy"], "Cache-Control": "public, max-age=86400" };

// A share link's address is its key: no search engine, and no page it leads to, may learn it.
const GUESTS = { "X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer" };

function asList(headers) {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

/** The commit this is built from; nothing where there is no repository, as in a container. */
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

const publicFiles = readdirSync(new URL("public", import.meta.url));
const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

/** @type {import("next").NextConfig} */
export default {
  // Only the Docker image wants it: that server changes its working directory, where a checkout has its configuration.
  ...(process.env.BUILD_STANDALONE && { output: "standalone" }),
  // This folder, whatever lockfiles lie above it.
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked by `npm run check`: the build would do the same work a second time.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  env: { BUILD_VERSION: version, BUILD_COMMIT: commit() },
  headers: async () => [
    { source: "/:path*", headers: asList(EVERYWHERE) },
    { source: "/api/:path*", headers: asList(API) },
    ...publicFiles.map((file) => ({ source: `/${file}`, headers: asList(PUBLIC) })),
    { source: "/s/:path*", headers: asList(GUESTS) },
    { source: "/api/shared/:path*", headers: asList(GUESTS) },
  ],
  // No page takes a body, and yet Next keeps this much of each in memory before proxy.ts can refuse it.
  experimental: { proxyClientMaxBodySize: 64 * 1_024 },
  serverExternalPackages: ["pino", "better-sqlite3", "undici"],
  // `next dev` would write an AGENTS.md into the checkout.
  agentRules: false,
};
