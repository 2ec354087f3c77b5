import "server-only";
import path from "node:path";
import type { Configuration } from "./configuration/configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "./configuration/defaults";
import { DEMO_BUDGETS } from "./demo/demo-budgets";
import { createSeedingRecorder } from "./demo/seeding-recorder";
import { startDemo } from "./demo/start-demo";
import { type KeptHistory, keepHistory } from "./history/kept-history";
import type { LastReading } from "./history/last-readings";
import type { HistoryLocation } from "./history/open-database";
import { createPollRecorder } from "./history/poll-recorder";
import { log } from "./log";
import { type Poller, startPoller } from "./poller/start";
import { providers } from "./providers/registry";
import { registerSecret } from "./redaction/secrets";
import { singleton } from "./singleton";
import { createFleetAnswers, type FleetAnswers } from "./views/fleet-answer";
import { keepSummary } from "./views/kept-summary";

const REMEMBER_GONE_MS = 30 * 24 * 3_600_000;

/** What routes answer from: one per process, made by `instrumentation.ts`. */
export interface Application {
  configuration: Configuration;
  poller: Poller;
  kept: KeptHistory;
  fleetAnswers: FleetAnswers;
}

const holder = () => singleton<{ application: Application | null }>("application", () => ({ application: null }));

/** `null` until the server has started. */
export function runningApplication(): Application | null {
  return holder().application;
}

/** Throws only when the stored history was written by a newer version. */
export async function startApplication(configured: Configuration): Promise<void> {
  const connections = configured.demo
    ? await startDemo(providers, Date.now, DEFAULT_POLL_INTERVAL_MS)
    : configured.connections;
  for (const { apiKey } of connections) registerSecret(apiKey);
  const budgets = configured.demo ? [...DEMO_BUDGETS] : configured.budgets;
  const configuration = { ...configured, connections, budgets };
  const kept = await keepHistory(historyLocation(configuration), log(), Date.now);
  const real = createPollRecorder(kept, log());
  const recorder = configuration.demo ? createSeedingRecorder(kept, real, () => void summary.refresh()) : real;
  const poller = startPoller(configuration, await lastReadings(kept), recorder, log());
  const summary = keepSummary(kept, configuration.timeZone, { now: Date.now, onChange: poller.store.touch });
  kept.whenOpen(() => void summary.refresh());
  const fleetAnswers = createFleetAnswers(poller.store, summary.current, configuration.demo, Date.now);
  holder().application = { configuration, poller, kept, fleetAnswers };

  const stop = async (signal: string) => {
    log().info({ signal }, "Stopping");
    poller.stop();
    summary.stop();
    await recorder.idle();
    await kept.close();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

/** The demo's made-up history never mixes with a real one. */
function historyLocation({ demo, dataDir, databaseUrl }: Configuration): HistoryLocation {
  if (demo) return { dataDir: path.join(dataDir, "demo") };
  return databaseUrl === null ? { dataDir } : { databaseUrl };
}

/** Without them the server starts as on its first day, and says so: nothing is lost in the store. */
async function lastReadings(kept: KeptHistory): Promise<LastReading[]> {
  const history = kept.current();
  if (history === null) return [];
  return history.loadLastReadings(Date.now() - REMEMBER_GONE_MS).catch((error: unknown) => {
    log().warn({ err: error }, "The last readings could not be restored");
    return [];
  });
}
