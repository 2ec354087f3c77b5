import "server-only";
import { announceSetup } from "./access/announce-setup";
import { AUDIT_MIGRATIONS } from "./access/audit-migrations";
import { type Access, openAccess } from "./access/open-access";
import type { Configuration } from "./configuration/configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "./configuration/defaults";
import { startDemo } from "./demo/start-demo";
import { type AttemptLimit, createAttemptLimit } from "./door/attempt-limit";
import { createRateLimit, type RateLimit } from "./door/rate-limit";
import { GUEST_RULE } from "./door/take-turn";
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
  guestTurns: RateLimit;
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
  const { publicUrl, access: accessConfiguration } = configuration;
  const access = await openAccess({ store, configuration: accessConfiguration, publicUrl, now: Date.now });
  announceSetup(access, publicUrl);
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
    guestTurns: createRateLimit(GUEST_RULE),
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
