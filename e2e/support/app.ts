import { test as base } from "@playwright/test";
import type { AppProcess } from "./app-process";
import { type ServedFleet, serveFleet } from "./served-fleet";
import { type AppOptions, SharedApps, startFleetApp } from "./shared-apps";

/** Both kinds of tests use it, so that Playwright runs them in the same worker. */
const withApps = base.extend<AppOptions, { sharedApps: SharedApps }>({
  environment: [{}, { option: true }],
  configurationFile: ["accounts: []\n", { option: true }],
  sharedApps: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its first parameter's pattern.
    async ({}, use) => {
      const apps = new SharedApps();
      await use(apps);
      await apps.stopAll();
    },
    { scope: "worker" },
  ],
});

/**
 * A test with its own fleet and app, for anything that changes what the providers say, stops the app, or uses up one of
 * its limits. `page.goto("/")` opens the app, which polls the fakes every second.
 */
export const test = withApps.extend<{ fleet: ServedFleet; app: AppProcess }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its first parameter's pattern.
  fleet: async ({}, use) => {
    await using fleet = await serveFleet();
    await use(fleet);
  },
  app: async ({ sharedApps, fleet, environment, configurationFile }, use) => {
    await sharedApps.stopUnused();
    const { app, stopAndForget } = await startFleetApp(fleet, { environment, configurationFile });
    await use(app);
    await stopAndForget();
  },
  baseURL: async ({ app }, use) => use(app.url),
});

/**
 * A test that shares its app with the other tests of its worker that use the same options. It can neither stop the app
 * nor change what the providers say. It may leave behind only what does not disturb other tests: whatever it creates
 * has its own name, by which it is found.
 */
export const sharedTest = withApps.extend<{ app: Pick<AppProcess, "url" | "dataDir" | "output"> }>({
  app: async ({ sharedApps, environment, configurationFile }, use) => {
    const { app } = await sharedApps.take({ environment, configurationFile });
    await use(app);
  },
  baseURL: async ({ app }, use) => use(app.url),
});
