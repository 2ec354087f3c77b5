import { defineConfig } from "@playwright/test";
import { systemChromium } from "./scripts/prepare/chromium.mjs";

const executablePath = systemChromium();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "e2e/support/shared-postgres.ts",
  // The fakes are server code: there `server-only` resolves to its empty module, as it does inside Next.
  tsconfig: "e2e/tsconfig.json",
  // More than a small machine has processors, since tests often wait: for a poll, or for a reading to grow old.
  workers: 3,
  forbidOnly: true,
  // One retry, in case the machine was busy. Tests that need it are listed as flaky, and must be fixed.
  retries: 1,
  snapshotPathTemplate: "{testDir}/{testFileDir}/pictures/{arg}{ext}",
  // Patience for a machine that does other work as well; no test asserts a duration.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  use: {
    launchOptions: executablePath === undefined ? {} : { executablePath },
    // A trace is recorded from the start of a test, so tracing every test would take two fifths of all processor time.
    trace: "on-first-retry",
  },
});
