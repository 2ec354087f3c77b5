import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startAppProcess } from "@/e2e/support/app-process";
import { type Fleet, fleetSchema } from "@/lib/contract/fleet";
import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";
import type { StoreLocation } from "@/lib/server/store/open-database";
import { type FleetOptions, type ServedFleet, serveFleet } from "./served-fleet";

const COMPLETE_WITHIN_MS = 120_000;

/** The built app over its own fleet. */
export interface FleetApp extends AsyncDisposable {
  url: string;
  /** The address of the answer for the whole fleet. */
  fleetUrl: string;
  pid: number;
  fleet: ServedFleet;
  /** What its process has printed so far. */
  output(): string;
  /** The time from the start of its process to its first answer. */
  firstAnswerMs: number;
  /** The time from the start of its process until every cluster was in an answer. */
  completeMs: number;
}

interface FleetAppOptions extends FleetOptions {
  /** SQLite, if left out. */
  databaseUrl?: string;
  /** Fills its store before it starts. */
  prepare?: (location: StoreLocation) => Promise<void>;
  environment?: Record<string, string>;
}

/** Starts the built app and waits until it has read the whole fleet. */
export async function startFleetApp({
  databaseUrl,
  prepare,
  environment,
  ...options
}: FleetAppOptions): Promise<FleetApp> {
  const fleet = await serveFleet(options);
  const folder = await mkdtemp(join(tmpdir(), "clusterdeck-bench-"));
  const configurationPath = join(folder, "clusterdeck.yaml");
  await writeFile(configurationPath, fleet.configuration);
  const dataDir = join(folder, "data");
  await prepare?.(databaseUrl === undefined ? { dataDir } : { databaseUrl });

  const startedAt = performance.now();
  const app = await startAppProcess({
    ...withoutOtherAccounts(),
    CLUSTERDECK_CONFIG: configurationPath,
    CLUSTERDECK_DATA_DIR: dataDir,
    CLUSTERDECK_AUTH: "off",
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    ...environment,
  });
  const firstAnswerMs = performance.now() - startedAt;
  const stop = async () => {
    await app.stop();
    await fleet.close();
    await rm(folder, { recursive: true });
  };
  try {
    const fleetUrl = `${app.url}/api/clusters`;
    await waitUntilComplete(fleetUrl, options.clusters);
    const completeMs = performance.now() - startedAt;
    const { url, pid, output } = app;
    return { url, fleetUrl, pid, fleet, output, firstAnswerMs, completeMs, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function readFleet(fleetUrl: string): Promise<Fleet> {
  return fleetSchema.parse(await (await fetch(fleetUrl)).json());
}

export async function waitUntilComplete(fleetUrl: string, clusters: number): Promise<void> {
  const until = performance.now() + COMPLETE_WITHIN_MS;
  while ((await readFleet(fleetUrl)).totals.reporting < clusters) {
    if (performance.now() > until) throw new Error(`The app has not read all ${clusters} clusters.`);
    await sleep(25);
  }
}

/**
 * Keys in the developer's own environment must not lead the bench to a real provider: an empty variable counts as not
 * set.
 */
export function withoutOtherAccounts(): Record<string, string> {
  const variables = providers.flatMap(variablesOf);
  return Object.fromEntries(variables.flatMap((variable) => [variable, `${variable}_FILE`]).map((name) => [name, ""]));
}
