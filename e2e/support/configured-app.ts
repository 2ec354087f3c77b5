import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppProcess, startAppProcess } from "./app-process";

export interface ConfiguredApp {
  app: AppProcess;
  /** Stops it and leaves nothing behind. */
  stopAndForget: () => Promise<void>;
}

/** An app with this text as its clusterdeck.yaml, and its own data directory. */
export async function startAppWithFile(
  configurationFile: string,
  environment: Record<string, string>,
): Promise<ConfiguredApp> {
  const folder = await mkdtemp(join(tmpdir(), "clusterdeck-e2e-"));
  const path = join(folder, "clusterdeck.yaml");
  await writeFile(path, configurationFile);
  const app = await startAppProcess({
    CLUSTERDECK_CONFIG: path,
    CLUSTERDECK_DATA_DIR: join(folder, "data"),
    CLUSTERDECK_AUTH: "off",
    ...environment,
  });
  const stopAndForget = async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  };
  return { app, stopAndForget };
}

/** An app that reads these accounts. */
export async function startConfiguredApp(
  accounts: readonly object[],
  environment: Record<string, string>,
): Promise<ConfiguredApp> {
  // JSON is YAML.
  return startAppWithFile(JSON.stringify({ accounts }), environment);
}
