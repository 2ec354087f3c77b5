import { defineConfig } from "@playwright/test";
import { systemChromium } from "./scripts/prepare/chromium.mjs";

const executablePath = systemChromium();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "e2e/support/shared-postgres.ts",
  // The fakes are server code: there `server-only` resolves to its empty module, as it does inside Next.
  tsconfig: "e2e/tsconfig.json",
  // More than there are processors on a small machine, since a test often waits: for a poll, for a reading to grow old.
  workers: 3,
  forbidOnly: true,
  // One more try for a machine that was busy elsewhere; what needs it is listed as flaky, and is to be mended.
  retries: 1,
  snapshotPathTemplate: "{testDir}/{testFileDir}/pictures/{arg}{ext}",
  // Patience for a machine that does other work as well: no test asserts a time.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: executablePath === undefined ? {} : { executablePath },
    // A trace is recorded from the first moment on: one of every test would take two fifths of all the processor time.
    trace: "on-first-retry",
  },
});
