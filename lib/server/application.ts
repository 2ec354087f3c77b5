import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { announceSetup } from "./access/announce-setup";
import type { Access } from "./access/open-access";
import { ANYBODY, type Person } from "./access/person";
import { readBuildId } from "./build-id";
import type { Configuration } from "./configuration/configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "./configuration/defaults";
import { secretsOf } from "./configuration/secrets-of";
import { DEMO_BUDGETS } from "./demo/demo-budgets";
import { createSeedingRecorder } from "./demo/seeding-recorder";
import { type Demo, startDemo } from "./demo/start-demo";
import { type AttemptLimit, createAttemptLimit } from "./door/attempt-limit";
import { createRateLimit, type RateLimit } from "./door/rate-limit";
import { GUEST_RULE, PAIRING_RULE } from "./door/take-turn";
import { warnOfUntrustedProxy } from "./door/untrusted-proxy";
import { finishBeforeEnd } from "./end-on-signal";
import type { KeptHistory } from "./history/kept-history";
import type { LastReading } from "./history/last-readings";
import type { History } from "./history/open-history";
import { createPollRecorder } from "./history/poll-recorder";
import { startSampleUpkeep } from "./history/sample-upkeep";
import { changesAnswered } from "./http/running-changes";
import { requireOpen } from "./http/storage-problem";
import { log } from "./log";
import { openStored, type Stored } from "./open-stored";
import type { ConnectionSnapshot } from "./poller/connection-snapshot";
import { joinLimitReasons } from "./poller/limit-reasons";
import { createQuestions, type Questions } from "./poller/questions";
import { type Poller, startPoller } from "./poller/start";
import { providers } from "./providers/registry";
import type { KeptSilences, SilencesByDigest } from "./reachability/kept-silences";
import { openReachability, tryByConnecting } from "./reachability/open-reachability";
import type { Endpoint, Outcome } from "./reachability/try-endpoint";
import { registerSecret } from "./redaction/secrets";
import { createGuestFleets, type GuestFleets } from "./sharing/guest-fleets";
import { createGuestSummaries, type GuestSummaries } from "./sharing/guest-summaries";
import type { Displays } from "./sharing/open-displays";
import type { ShareLinks } from "./sharing/share-links";
import { singleton } from "./singleton";
import { type Kept, keepStore, keptPart } from "./store/kept-store";
import type { Store } from "./store/open-database";
import { createFleetAnswers, type FleetAnswers } from "./views/fleet-answer";
import { keepSummary } from "./views/kept-summary";

/** So long the first answer waits for the store: one that answers is open by then. */
const MOMENT_MS = 1_000;
const REMEMBER_GONE_MS = 30 * 24 * 3_600_000;

/** What routes answer from: one per process, made by `instrumentation.ts`. */
export interface Application {
  configuration: Configuration;
  buildId: string;
  stored: Kept<Stored>;
  /** Who asks; `null` for whoever is not signed in. Throws a 503 while that cannot be looked up. */
  identify(headers: Headers): Promise<Person | null>;
  /** `null` while it is not open. */
  readonly store: Store | null;
  /** Throws a 503 while the store is not open, as do the other parts of it. */
  readonly access: Access;
  poller: Poller;
  kept: KeptHistory;
  fleetAnswers: FleetAnswers;
  questions: Questions;
  readonly shareLinks: ShareLinks;
  readonly displays: Displays;
  guestFleets: GuestFleets;
  guestSummaries: GuestSummaries;
  guestTurns: RateLimit;
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

/** Polls from the first moment on, whatever the state of the store. `giveUp` is called with a sentence where no waiting can help. */
export async function startApplication(configured: Configuration, giveUp: (sentence: string) => void): Promise<void> {
  const demo = configured.demo ? await startDemo(providers, Date.now, DEFAULT_POLL_INTERVAL_MS) : null;
  const connections = demo?.connections ?? configured.connections;
  const budgets = demo ? [...DEMO_BUDGETS] : configured.budgets;
  const configuration = { ...configured, connections, budgets };
  for (const secret of secretsOf(configuration)) registerSecret(secret);
  warnOfUntrustedProxy(configuration, log());

  const reachability = openReachability({
    connectionIds: new Set(connections.filter((one) => one.reachability).map(({ id }) => id)),
    intervalMs: configuration.reachability.intervalMs,
    tryEndpoint: demo ? tryMadeUp(demo) : tryByConnecting(configuration.reachability),
    now: Date.now,
  });
  const stored = keepStore<Stored>({ giveUp: ({ message }) => giveUp(message), log: log(), now: Date.now });
  const kept = keptPart(stored, ({ history }) => history);
  const real = createPollRecorder(kept, log());
  const recorder = configuration.demo ? createSeedingRecorder(kept, real, () => void summary.refresh()) : real;
  const join = (snapshot: ConnectionSnapshot) => joinLimitReasons(reachability.join(snapshot), Date.now());
  const poller = startPoller(configuration, recorder, log(), join);
  reachability.start(poller.store);
  const summary = keepSummary(kept, configuration.timeZone, { now: Date.now, onChange: poller.store.touch });
  kept.whenOpen(() => void summary.refresh());
  const sampleUpkeep = startSampleUpkeep(kept, log(), Date.now);
  holder().application = {
    configuration,
    buildId: readBuildId(),
    stored,
    identify: async (headers) =>
      configuration.access.asksForSignIn ? requireOpen(stored).access.identify(headers) : ANYBODY,
    get store() {
      return stored.current()?.store ?? null;
    },
    get access() {
      return requireOpen(stored).access;
    },
    get shareLinks() {
      return requireOpen(stored).shareLinks;
    },
    get displays() {
      return requireOpen(stored).displays;
    },
    poller,
    kept,
    fleetAnswers: createFleetAnswers(poller.store, summary.current, configuration.demo, Date.now),
    questions: createQuestions(poller, Date.now),
    guestFleets: createGuestFleets(poller.store, {
      numberClusters: (linkId, clusterIds) => requireOpen(stored).shareLinks.numberClusters(linkId, clusterIds),
    }),
    guestSummaries: createGuestSummaries(kept, configuration.timeZone, Date.now),
    guestTurns: createRateLimit(GUEST_RULE),
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
    await stored.close();
  });

  const tried = stored.open(async () => {
    const opened = await openStored(configuration, Date.now);
    poller.restore(await lastReadings(opened.history));
    reachability.restore(await lastSilences(opened.silences), opened.silences.write);
    announceSetup(opened.access, configuration.publicUrl);
    return opened;
  });
  await Promise.race([tried, sleep(MOMENT_MS, undefined, { ref: false })]);
}

/** The demo's addresses belong to nobody: what a try would say is part of its story. */
function tryMadeUp({ answers }: Demo): (endpoint: Endpoint) => Promise<Outcome> {
  return async ({ host }) => (answers(host) ? "answered" : "silent");
}

/** Without them the server starts as on its first day, and says so: nothing is lost in the store. */
async function lastReadings(history: History): Promise<LastReading[]> {
  return history.loadLastReadings(Date.now() - REMEMBER_GONE_MS).catch((error: unknown) => {
    log().warn({ err: error }, "The last readings could not be restored");
    return [];
  });
}

async function lastSilences(silences: KeptSilences): Promise<SilencesByDigest> {
  return silences.read().catch((error: unknown) => {
    log().warn({ err: error }, "Which nodes were silent could not be restored");
    return new Map();
  });
}
