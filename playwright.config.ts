import { defineConfig } from "@playwright/test";
import { systemChromium } from "./scripts/prepare/chromium.mjs";

const executablePath = systemChromium();

export default defineConfig({
  testDir: "e2e",
  // The fakes are server code: there `server-only` resolves to its empty module, as it does inside Next.
  tsconfig: "e2e/tsconfig.json",
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  use: {
    launchOptions: executablePath === undefined ? {} : { executablePath },
    trace: "retain-on-failure",
  },
});
