import { fail, runQuietly, say } from "./command.mjs";
import { fingerprint, isStamped, unlessStamped } from "./stamp.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
  "scripts/prepare/hint-compilation.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

const STAMP = ".next/clusterdeck-build";

/** Whether the build that is there is of the sources that are there. */
export function isBuilt() {
  return isStamped(STAMP, sourcesNow());
}

function sourcesNow() {
  return fingerprint(SOURCES, (path) => !/\.test\.tsx?$/.test(path));
}

/** Builds the app when a source has changed since the last build. */
export async function build() {
  await unlessStamped(STAMP, sourcesNow(), async () => {
    say("Building (about half a minute)…");
    const environment = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    if (!(await runQuietly("next build", environment))) fail("The build failed; see the output of Next.js above.");
  });
}
