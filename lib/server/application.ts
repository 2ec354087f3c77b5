import "server-only";
import { announceSetup } from "./access/announce-setup";
import { AUDIT_MIGRATIONS } from "./access/audit-migrations";
import { type Access, openAccess } from "./access/open-access";
import { readBuildId } from "./build-id";
import type { Configuration } from "./configuration/configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "./configuration/defaults";
import { secretsOf } from "./configuration/secrets-of";
import { DEMO_BUDGETS } from "./demo/demo-budgets";
import { createSeedingRecorder } from "./demo/seeding-recorder";
import { type Demo, startDemo } from "./demo/start-demo";
import { type AttemptLimit, createAttemptLimit } from "./door/attempt-limit";
import { createRateLimit, type RateLimit } from "./door/rate-limit";
import { GUEST_RULE, PAIRING_RULE, STRANGER_RULE, UNKNOWN_LINK_RULE } from "./door/take-turn";
import { warnOfUntrustedProxy } from "./door/untrusted-proxy";
import { finishBeforeEnd } from "./end-on-signal";
import { type KeptHistory, keepHistory } from "./history/kept-history";
import type { LastReading } from "./history/last-readings";
import { historyIn } from "./history/open-history";
import { createPollRecorder } from "./history/poll-recorder";
import { startSampleUpkeep } from "./history/sample-upkeep";
import { changesAnswered } from "./http/running-changes";
import { log } from "./log";
import { drawInWorker } from "./pictures/draw-in-worker";
import { createPictures, type Pictures } from "./pictures/pictures";
import type { ConnectionSnapshot } from "./poller/connection-snapshot";
import { joinLimitReasons } from "./poller/limit-reasons";
import { createQuestions, type Questions } from "./poller/questions";
import { type Poller, startPoller } from "./poller/start";
import { providers } from "./providers/registry";
import { openKeptSilences } from "./reachability/kept-silences";
import { openReachability, tryByConnecting } from "./reachability/open-reachability";
import type { Endpoint, Outcome } from "./reachability/try-endpoint";
import { registerSecret } from "./redaction/secrets";
import { createGuestFleets, type GuestFleets } from "./sharing/guest-fleets";
import { createGuestSummaries, type GuestSummaries } from "./sharing/guest-summaries";
import { type Displays, openDisplays } from "./sharing/open-displays";
import { openShareLinks } from "./sharing/open-share-links";
import type { ShareLinks } from "./sharing/share-links";
import { singleton } from "./singleton";
import { migrate } from "./store/migrate";
import { openDatabase, type Store } from "./store/open-database";
import { createFleetAnswers, type FleetAnswers } from "./views/fleet-answer";
import { keepSummary } from "./views/kept-summary";

const REMEMBER_GONE_MS = 30 * 24 * 3_600_000;

/** What routes answer from: one per process, made by `instrumentation.ts`. */
export interface Application {
  configuration: Configuration;
  buildId: string;
  store: Store;
  access: Access;
  poller: Poller;
  kept: KeptHistory;
  fleetAnswers: FleetAnswers;
  questions: Questions;
  shareLinks: ShareLinks;
  displays: Displays;
  guestFleets: GuestFleets;
  guestSummaries: GuestSummaries;
  guestTurns: RateLimit;
  unknownLinkTurns: RateLimit;
  /** Pages for whoever is neither signed in nor has a link. */
  strangerTurns: RateLimit;
  pictures: Pictures;
  /** Guesses at the passwords of links. */
  linkAttempts: AttemptLimit;
  /** Screens that ask for a code. */
  pairingTurns: RateLimit;
  /** Guesses at the codes of screens. */
  pairingAttempts: AttemptLimit;
}

const holder = () => singleton<{ application: Application | null }>("application", () => ({ application: null }));

/** `null` until the server has started. */
export function runningApplication(): Application | null {
  return holder().application;
}

/** Throws only when the stored history was written by a newer version. */
export async function startApplication(configured: Configuration): Promise<void> {
  const demo = configured.demo ? await startDemo(providers, Date.now, DEFAULT_POLL_INTERVAL_MS) : null;
  const connections = demo?.connections ?? configured.connections;
  const budgets = demo ? [...DEMO_BUDGETS] : configured.budgets;
  const configuration = { ...configured, connections, budgets };
  for (const secret of secretsOf(configuration)) registerSecret(secret);
  warnOfUntrustedProxy(configuration, log());
  const { publicUrl, access: accessConfiguration } = configuration;
  const store = openDatabase(configuration.storage);
  await migrate(store, AUDIT_MIGRATIONS);
  const access = await openAccess({ store, configuration: accessConfiguration, publicUrl, now: Date.now });
  announceSetup(access, publicUrl);
  const shareLinks = await openShareLinks(store, Date.now);
  const displays = await openDisplays(store);
  const silences = await openKeptSilences(store);

  const kept = await keepHistory(() => historyIn(store), log(), Date.now);
  const real = createPollRecorder(kept, log());
  const recorder = configuration.demo ? createSeedingRecorder(kept, real, () => void summary.refresh()) : real;
  const reachability = openReachability({
    connectionIds: new Set(connections.filter((one) => one.reachability).map(({ id }) => id)),
    intervalMs: configuration.reachability.intervalMs,
    tryEndpoint: demo ? tryMadeUp(demo) : tryByConnecting(configuration.reachability),
    kept: await silences.read(),
    keep: silences.write,
    now: Date.now,
  });
  const join = (snapshot: ConnectionSnapshot) => joinLimitReasons(reachability.join(snapshot), Date.now());
  const poller = startPoller(configuration, await lastReadings(kept), recorder, log(), join);
  reachability.start(poller.store);
  const summary = keepSummary(kept, configuration.timeZone, { now: Date.now, onChange: poller.store.touch });
  kept.whenOpen(() => void summary.refresh());
  const sampleUpkeep = startSampleUpkeep(kept, log(), Date.now);
  holder().application = {
    configuration,
    buildId: readBuildId(),
    store,
    access,
    poller,
    kept,
    fleetAnswers: createFleetAnswers(poller.store, summary.current, configuration.demo, Date.now),
    questions: createQuestions(poller, Date.now),
    shareLinks,
    displays,
    guestFleets: createGuestFleets(poller.store, shareLinks),
    guestSummaries: createGuestSummaries(kept, configuration.timeZone, Date.now),
    guestTurns: createRateLimit(GUEST_RULE),
    unknownLinkTurns: createRateLimit(UNKNOWN_LINK_RULE),
    strangerTurns: createRateLimit(STRANGER_RULE),
    pictures: createPictures(drawInWorker(), Date.now),
    linkAttempts: createAttemptLimit(),
    pairingTurns: createRateLimit(PAIRING_RULE),
    pairingAttempts: createAttemptLimit(),
  };

  finishBeforeEnd(async () => {
    poller.stop();
    summary.stop();
    await changesAnswered();
    await reachability.stop();
    await sampleUpkeep.stop();
    await recorder.idle();
    await kept.close();
    await store.db.destroy();
  });
}

/** The demo's addresses belong to nobody: what a try would say is part of its story. */
function tryMadeUp({ answers }: Demo): (endpoint: Endpoint) => Promise<Outcome> {
  return async ({ host }) => (answers(host) ? "answered" : "silent");
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
