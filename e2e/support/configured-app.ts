import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AppProcess, startAppProcess } from "./app-process";

/** An app that reads these accounts, with a data directory of its own; `stopAndForget` leaves nothing behind. */
export async function startConfiguredApp(
  connections: readonly object[],
  environment: Record<string, string>,
): Promise<{ app: AppProcess; stopAndForget: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "clusterdeck-e2e-"));
  const path = join(folder, "clusterdeck.yaml");
  // JSON is YAML.
  await writeFile(path, JSON.stringify({ connections }));
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
