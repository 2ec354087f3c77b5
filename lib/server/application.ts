import "server-only";
import { AUDIT_MIGRATIONS } from "./access/audit-migrations";
import { type Access, openAccess } from "./access/open-access";
import type { Configuration } from "./configuration/configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "./configuration/defaults";
import { startDemo } from "./demo/start-demo";
import { type AttemptLimit, createAttemptLimit } from "./door/attempt-limit";
import { log } from "./log";
import { type Poller, startPoller } from "./poller/start";
import { providers } from "./providers/registry";
import { registerSecret } from "./redaction/secrets";
import { createGuestFleets, type GuestFleets } from "./sharing/guest-fleets";
import { openShareLinks } from "./sharing/open-share-links";
import type { ShareLinks } from "./sharing/share-links";
import { singleton } from "./singleton";
import { migrate } from "./store/migrate";
import { openDatabase, type Store } from "./store/open-database";
import { createFleetAnswers, type FleetAnswers } from "./views/fleet-answer";

/** What routes answer from: one per process, made by `instrumentation.ts`. */
export interface Application {
  configuration: Configuration;
  store: Store;
  access: Access;
  poller: Poller;
  fleetAnswers: FleetAnswers;
  shareLinks: ShareLinks;
  guestFleets: GuestFleets;
  /** Guesses at the passwords of links. */
  linkAttempts: AttemptLimit;
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
  await migrate(store, AUDIT_MIGRATIONS);
  const access = await openAccess();
  const shareLinks = await openShareLinks(store);
  const poller = startPoller(configuration, log());
  holder().application = {
    configuration,
    store,
    access,
    poller,
    fleetAnswers: createFleetAnswers(poller.store, configuration.demo, Date.now),
    shareLinks,
    guestFleets: createGuestFleets(poller.store, shareLinks),
    linkAttempts: createAttemptLimit(),
  };
  const stop = (signal: string) => {
    log().info({ signal }, "Stopping");
    poller.stop();
    void store.db.destroy();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
