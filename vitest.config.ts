import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    // The react-server condition makes the `server-only` guard resolve to an empty module, as it does inside Next.
    conditions: ["react-server"],
    alias: [
      { find: /^@\//, replacement: root },
      { find: "server-only", replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  test: {
    include: [
      "lib/**/*.test.ts",
      "components/**/*.test.ts",
      "scripts/**/*.test.ts",
      "bench/**/*.test.ts",
      "deploy/**/*.test.ts",
    ],
    globalSetup: "lib/testing/shared-postgres.ts",
    setupFiles: "lib/testing/vitest-setup.ts",
    // More than a small machine has processors, since suites about the store and about deadlines mostly wait.
    maxWorkers: 3,
    // No suite leaves anything behind in a module that another one reads, and a new process for each would cost more
    // than its tests.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    // Patience for a machine that is slow or does other work as well, such as the browser tests of `npm test`: no test has
    // a limit of its own.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 180_000 } },
  },
});
