import "server-only";
import { type Access, openAccess } from "./access/open-access";
import type { Configuration } from "./configuration/configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "./configuration/defaults";
import { startDemo } from "./demo/start-demo";
import { log } from "./log";
import { type Poller, startPoller } from "./poller/start";
import { providers } from "./providers/registry";
import { registerSecret } from "./redaction/secrets";
import { singleton } from "./singleton";
import { openDatabase, type Store } from "./store/open-database";
import { createFleetAnswers, type FleetAnswers } from "./views/fleet-answer";

/** What routes answer from: one per process, made by `instrumentation.ts`. */
export interface Application {
  configuration: Configuration;
  store: Store;
  access: Access;
  poller: Poller;
  fleetAnswers: FleetAnswers;
}

const holder = () => singleton<{ application: Application | null }>("application", () => ({ application: null }));

/** `null` until the server has started. */
export function runningApplication(): Application | null {
  return holder().application;
}

export async function startApplication(configured: Configuration): Promise<void> {
  const connections = configured.demo
    ? await startDemo(providers, Date.now, DEFAULT_POLL_INTERVAL_MS)
    : configured.connections;
  for (const { apiKey } of connections) registerSecret(apiKey);
  const configuration = { ...configured, connections };
  const store = openDatabase(configuration.storage);
  const access = await openAccess();
  const poller = startPoller(configuration, log());
  holder().application = {
    configuration,
    store,
    access,
    poller,
    fleetAnswers: createFleetAnswers(poller.store, configuration.demo, Date.now),
  };
  const stop = (signal: string) => {
    log().info({ signal }, "Stopping");
    poller.stop();
    void store.db.destroy();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
