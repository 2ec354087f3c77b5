import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { type AppProcess, startAppProcess } from "./app-process";
import { type ServedFleet, serveFleet } from "./served-fleet";

interface Options {
  /** Variables for the app on top of those that lead it to the fakes: `test.use({ environment: { … } })`. */
  environment: Record<string, string>;
  /** What `clusterdeck.yaml` holds. */
  configurationFile: string;
}

interface Fixtures {
  fleet: ServedFleet;
  app: AppProcess;
}

/** A test with a fleet and an app of its own: `page.goto("/")` opens the app, which polls the fakes every second. */
export const test = base.extend<Options & Fixtures>({
  environment: [{}, { option: true }],
  configurationFile: ["connections: []\n", { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from its first parameter's pattern.
  fleet: async ({}, use) => {
    const fleet = await serveFleet();
    await use(fleet);
    await fleet.close();
  },
  app: async ({ fleet, environment, configurationFile }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "clusterdeck-e2e-"));
    const configurationPath = join(folder, "clusterdeck.yaml");
    await writeFile(configurationPath, configurationFile);
    const app = await startAppProcess({
      CLUSTERDECK_CONFIG: configurationPath,
      CLUSTERDECK_DATA_DIR: join(folder, "data"),
      CLUSTERDECK_AUTH: "off",
      CLUSTERDECK_POLL_INTERVAL_MS: "1000",
      ...fleet.environment,
      ...environment,
    });
    await use(app);
    await app.stop();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ app }, use) => use(app.url),
});
