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
  serverExternalPackages: ["pino", "better-sqlite3", "undici"],
  // `next dev` would write an AGENTS.md into the checkout.
  agentRules: false,
};
