import { type ConfiguredApp, startAppWithFile } from "./configured-app";
import { type ServedFleet, serveFleet } from "./served-fleet";

export interface AppOptions {
  /** Variables for the app in addition to those that point it at the fakes: `test.use({ environment: { … } })`. */
  environment: Record<string, string>;
  /** The contents of `clusterdeck.yaml`. */
  configurationFile: string;
}

interface SharedApp extends ConfiguredApp {
  fleet: ServedFleet;
  /** Whether it was used since the last call of `stopUnused`. */
  isUsed: boolean;
}

/** How many apps may run at a time: each polls its fleet every second. */
const MAX_APPS = 2;

/** An app that reads this fleet every second. */
export function startFleetApp(
  fleet: ServedFleet,
  { configurationFile, environment }: AppOptions,
): Promise<ConfiguredApp> {
  return startAppWithFile(configurationFile, {
    CLUSTERDECK_POLL_INTERVAL_MS: "1000",
    ...fleet.environment,
    ...environment,
  });
}

/** Apps that a worker's tests share: one for each set of options, which restarts its fleet's story for each test. */
export class SharedApps {
  readonly #apps = new Map<string, SharedApp>();

  async take(options: AppOptions): Promise<SharedApp> {
    const key = JSON.stringify(options);
    const app = this.#apps.get(key) ?? (await this.#start(options));
    // The most recently used comes last.
    this.#apps.delete(key);
    this.#apps.set(key, app);
    app.isUsed = true;
    app.fleet.beginAnew();
    return app;
  }

  /** Stops those that no test has used since the last call: polling for nobody soon costs more than starting again. */
  async stopUnused(): Promise<void> {
    for (const [key, app] of [...this.#apps]) {
      if (!app.isUsed) await this.#stop(key);
      app.isUsed = false;
    }
  }

  async stopAll(): Promise<void> {
    for (const key of [...this.#apps.keys()]) await this.#stop(key);
  }

  async #start(options: AppOptions): Promise<SharedApp> {
    const [oldest] = this.#apps.keys();
    if (oldest !== undefined && this.#apps.size === MAX_APPS) await this.#stop(oldest);
    const fleet = await serveFleet();
    return { fleet, isUsed: true, ...(await startFleetApp(fleet, options)) };
  }

  async #stop(key: string): Promise<void> {
    const app = this.#apps.get(key);
    this.#apps.delete(key);
    await app?.stopAndForget();
    await app?.fleet[Symbol.asyncDispose]();
  }
}
