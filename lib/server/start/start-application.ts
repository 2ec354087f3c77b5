import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { createSettingsTester } from "../accounts/settings-tester";
import { createFiringAlerts } from "../alerts/firing-alerts";
import { openAlertConfiguration } from "../alerts/settings/open-alert-configuration";
import { type RunningAlerting, startAlerting } from "../alerts/start-alerting";
import { startAlertUpkeep } from "../alerts/store/alert-upkeep";
import { createWays } from "../alerts/ways/create-ways";
import { announceSetup } from "../auth/announce-setup";
import { startAuditUpkeep } from "../auth/audit/audit-upkeep";
import { ANYBODY } from "../auth/people/person";
import { readBuildId } from "../build-id";
import type { Configuration } from "../configuration/configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "../configuration/defaults";
import { secretsOf } from "../configuration/secrets-of";
import { createSeedingRecorder } from "../demo/seeding-recorder";
import { type Demo, startDemo } from "../demo/start-demo";
import type { RecordedJump } from "../history/clock-jumps";
import { historyProblem } from "../history/history-problem";
import type { History } from "../history/open-history";
import { ALL_CLUSTERS } from "../history/read/cluster-filter";
import { startCostUpkeep } from "../history/read/cost-upkeep";
import type { LastReading } from "../history/read/last-readings";
import { createPollRecorder } from "../history/record/poll-recorder";
import { startSampleUpkeep } from "../history/record/sample-upkeep";
import { type Stored, setApplication } from "../http/application";
import { changesAnswered } from "../http/running-changes";
import { log } from "../log";
import { createOnDemandReads } from "../on-demand/on-demand-reads";
import { createOutbound, DIRECT } from "../outbound/outbound";
import { createProviderWays } from "../outbound/provider-ways";
import { drawInWorker } from "../pictures/draw-in-worker";
import { createPictures } from "../pictures/pictures";
import type { AccountSnapshot } from "../poller/account-snapshot";
import { createClockWarnings } from "../poller/clock-warnings";
import { joinLimitReasons } from "../poller/limit-reasons";
import { startPoller } from "../poller/start";
import { GONE_RETENTION_MS } from "../poller/track-clusters";
import { keyHelpOf } from "../providers/key-help";
import type { Provider } from "../providers/spec";
import { openReachability, tryByConnecting } from "../reachability/open-reachability";
import type { StoredTries, TriesByDigest } from "../reachability/stored-tries";
import type { Endpoint, Outcome } from "../reachability/try-endpoint";
import { registerSecret } from "../redaction/secrets";
import { createAttemptLimit } from "../security/attempt-limit";
import { providerEgress } from "../security/egress-rules";
import { createRateLimit } from "../security/rate-limit";
import {
  GUEST_RULE,
  PAIRING_RULE,
  PICTURE_RULE,
  SETTINGS_TEST_RULE,
  STRANGER_RULE,
  UNKNOWN_LINK_RULE,
} from "../security/take-turn";
import { createGuestFleetAnswers } from "../sharing/guests/guest-fleet-answers";
import { createGuestFleets } from "../sharing/guests/guest-fleets";
import { createGuestSummaries } from "../sharing/guests/guest-summaries";
import { createShownClusters } from "../sharing/guests/shown-clusters";
import type { ShareLinks } from "../sharing/links/share-links";
import { createStorageClaim } from "../store/storage-claim";
import { requireOpen } from "../store/storage-refusal";
import { createReopeningStore, handleOfPart } from "../store/store-handle";
import { createCostAnswers } from "../views/costs/cost-answers";
import { createFleetAnswers } from "../views/fleet/fleet-answer";
import { createSummaryCache } from "../views/fleet/summary-cache";
import { createExportSlots } from "../workload/export-slots";
import { createHeldAnswers } from "../workload/held-answers";
import { createTurns, HEAVY_RULES, LIGHT_RULES } from "../workload/turns";
import { afterHistory } from "./after-history";
import { finishBeforeEnd } from "./end-on-signal";
import { openStored } from "./open-stored";
import { warnOfUntrustedProxy } from "./untrusted-proxy";
import { waitForClaim } from "./wait-for-claim";

/** How long the first answer waits for the store: one that responds is open by then. */
const MOMENT_MS = 1_000;

/**
 * Polls from the very start, whatever the state of the store. `giveUp` is called with a sentence if waiting cannot
 * help. `stop` finishes what has begun.
 */
export async function startApplication(
  configured: Configuration,
  providers: readonly Provider[],
  giveUp: (sentence: string) => void,
): Promise<{ stop: () => Promise<void> }> {
  const claim = createStorageClaim(configured.storage);
  const inUse = await waitForClaim(claim, { log: log(), sleep });
  if (inUse !== null) {
    giveUp(inUse.message);
    return { stop: async () => {} };
  }
  const demo = configured.demo ? await startDemo(providers, Date.now, DEFAULT_POLL_INTERVAL_MS) : null;
  const accounts = demo?.accounts ?? configured.accounts;
  const budgets = demo?.budgets ?? configured.budgets;
  const channels = [...configured.alerts.channels, ...(demo?.channels ?? [])];
  const configuration = { ...configured, accounts, budgets, alerts: { ...configured.alerts, channels } };
  for (const secret of secretsOf(configuration)) registerSecret(secret);
  warnOfUntrustedProxy(configuration, log());
  // The demo's providers are in this process.
  const outbound = demo ? DIRECT : createOutbound(configuration.proxies);
  const providerWays = createProviderWays(outbound, providerEgress(configuration.providerRanges));

  const reachability = openReachability({
    accountIds: new Set(accounts.filter((one) => one.reachability).map(({ id }) => id)),
    intervalMs: configuration.reachability.intervalMs,
    tryEndpoint: demo ? tryMadeUp(demo) : tryByConnecting(configuration.reachability),
    now: Date.now,
  });
  let alerting: RunningAlerting | null = null;
  const stored = createReopeningStore<Stored>({ giveUp: ({ message }) => giveUp(message), log: log(), now: Date.now });
  const historyHandle = handleOfPart(stored, ({ history }) => history);
  const clockWarnings = createClockWarnings();
  const tellJumps = (jumps: readonly RecordedJump[]) => {
    for (const jump of jumps) clockWarnings.add(jump.accountId, jump);
    for (const id of new Set(jumps.map(({ accountId }) => accountId))) poller.store.rejoin(id);
  };
  const real = createPollRecorder(historyHandle, log(), {
    onClockJump: (jump) => {
      tellJumps([jump]);
      void summary.refresh();
    },
    onChange: () => {
      guestSummaries.noteChange();
      summary.refreshSoon();
      alerting?.noteHistory();
    },
  });
  const recorder = configuration.demo ? createSeedingRecorder(historyHandle, real, () => void summary.refresh()) : real;
  const join = (snapshot: AccountSnapshot) =>
    joinLimitReasons(clockWarnings.join(reachability.join(snapshot), Date.now()), Date.now());
  const poller = startPoller(configuration, providerWays, recorder, log(), join);
  reachability.start(poller.store);
  const summary = createSummaryCache(historyHandle, configuration.timeZone, {
    now: Date.now,
    onChange: poller.store.touch,
  });
  historyHandle.whenOpen((history) => {
    void summary.refresh();
    void lastJumps(history).then(tellJumps);
  });
  const turns = { heavy: createTurns(HEAVY_RULES), light: createTurns(LIGHT_RULES) };
  const numbers: Pick<ShareLinks, "numberClusters"> = {
    numberClusters: (linkId, clusterIds) => requireOpen(stored).shareLinks.numberClusters(linkId, clusterIds),
  };
  const guestFleets = createGuestFleets(poller.store, numbers);
  const guestSummaries = createGuestSummaries(historyHandle, configuration.timeZone, Date.now);
  const heldAnswers = createHeldAnswers(Date.now);
  const firingAlerts = createFiringAlerts(() => stored.current()?.alerting ?? null, Date.now);
  const wakeForAlerts = onChangeOf(() => firingAlerts()?.tag, heldAnswers.wake);
  poller.store.onChange(() => alerting?.noteFleet());
  poller.store.onChange(afterHistory({ recorder, summary, sleep }, heldAnswers.wake));
  const auditUpkeep = startAuditUpkeep(stored, log(), Date.now);
  const alertUpkeep = startAlertUpkeep(stored, log(), Date.now);
  const sampleUpkeep = startSampleUpkeep(historyHandle, log(), Date.now);
  const costUpkeep = startCostUpkeep(historyHandle, log(), { timeZone: configuration.timeZone, now: Date.now });
  setApplication({
    configuration,
    providers,
    keyHelp: keyHelpOf(providers),
    buildId: readBuildId(),
    stored,
    identify: async (headers) =>
      configuration.auth.asksForSignIn ? requireOpen(stored).auth.identify(headers) : ANYBODY,
    get store() {
      return stored.current()?.store ?? null;
    },
    get auth() {
      return requireOpen(stored).auth;
    },
    get shareLinks() {
      return requireOpen(stored).shareLinks;
    },
    get displays() {
      return requireOpen(stored).displays;
    },
    get accounts() {
      return requireOpen(stored).accounts;
    },
    testSettings: createSettingsTester({ now: Date.now, random: Math.random }),
    settingsTests: createRateLimit(SETTINGS_TEST_RULE),
    providerWays,
    get push() {
      return requireOpen(stored).push;
    },
    demoMessages: demo?.inbox.messages ?? null,
    get alerting() {
      return requireOpen(stored).alerting;
    },
    firingAlerts,
    poller,
    historyHandle,
    historySummary: summary.current,
    fleetAnswers: createFleetAnswers(
      poller.store,
      { summary: summary.current, problem: () => historyProblem(historyHandle) },
      { demo: configuration.demo, billingTimeZone: configuration.timeZone },
      Date.now,
    ),
    heldAnswers,
    onDemandReads: createOnDemandReads(poller, Date.now),
    turns,
    costAnswers: createCostAnswers(turns, Date.now),
    guestFleets,
    guestSummaries,
    guestFleetAnswers: createGuestFleetAnswers({
      store: poller.store,
      guestFleets,
      guestSummaries,
      demo: configuration.demo,
      billingTimeZone: configuration.timeZone,
      now: Date.now,
    }),
    shownClusters: createShownClusters(numbers),
    guestTurns: createRateLimit(GUEST_RULE),
    pictureTurns: createRateLimit(PICTURE_RULE),
    unknownLinkTurns: createRateLimit(UNKNOWN_LINK_RULE),
    strangerTurns: createRateLimit(STRANGER_RULE),
    pictures: createPictures(drawInWorker(), Date.now),
    linkAttempts: createAttemptLimit(),
    pairingTurns: createRateLimit(PAIRING_RULE),
    pairingAttempts: createAttemptLimit(),
    exportSlots: createExportSlots(),
  });

  const stop = async () => {
    poller.stop();
    summary.stop();
    await heldAnswers.release();
    await changesAnswered();
    await reachability.stop();
    await alerting?.stop();
    await alertUpkeep.stop();
    await sampleUpkeep.stop();
    await costUpkeep.stop();
    await auditUpkeep.stop();
    await recorder.idle();
    await stored.close();
    claim.release();
  };
  finishBeforeEnd(stop);

  const tried = stored.open(async () => {
    // Not yet taken if the folder could not be written when the server started.
    claim.take();
    const onAccessChanged = heldAnswers.readmit;
    const opened = await openStored({ configuration, providers, outbound, now: Date.now, onAccessChanged });
    poller.restore(await lastReadings(opened.history));
    reachability.restore(await lastTries(opened.tries), opened.tries.write);
    announceSetup(opened.auth, configuration.publicUrl);
    alerting = await startAlerting({
      ...{ configuration, history: opened.history, historyProblem: () => historyProblem(historyHandle) },
      alertConfiguration: await openAlertConfiguration({ store: opened.store, configuration, now: Date.now }),
      ...{
        store: opened.store,
        fleet: poller.store,
        ways: demo?.inbox.ways ?? createWays(configuration.webhookRanges, opened.push.way),
      },
      ...{ onLook: wakeForAlerts, log: log(), now: Date.now },
    });
    return { ...opened, alerting };
  });
  await Promise.race([tried, sleep(MOMENT_MS, undefined, { ref: false })]);
  return { stop };
}

/** To be called when a value may have changed. */
function onChangeOf(valueNow: () => string | undefined, onChange: () => void): () => void {
  let before = valueNow();
  return () => {
    const value = valueNow();
    if (value !== before) onChange();
    before = value;
  };
}

/** The demo's addresses belong to nobody, so the demo itself decides what a connection attempt finds. */
function tryMadeUp({ answers }: Demo): (endpoint: Endpoint) => Promise<Outcome> {
  return async ({ host }) => (answers(host) ? "answered" : "unanswered");
}

/** Clock jumps of the past day, oldest first: a restart must not end the warnings about them. */
async function lastJumps(history: History): Promise<RecordedJump[]> {
  const window = { from: Date.now() - DAY_MS, to: Date.now() };
  const latestFirst = await history.clockJumps(window, ALL_CLUSTERS).catch((error: unknown) => {
    log().warn({ err: error }, "Earlier clock jumps could not be restored");
    return [];
  });
  return latestFirst.toReversed();
}

/** Without them the server starts as on its first day, and says so. Nothing is lost in the store. */
async function lastReadings(history: History): Promise<LastReading[]> {
  return history.loadLastReadings(Date.now() - GONE_RETENTION_MS).catch((error: unknown) => {
    log().warn({ err: error }, "The last readings could not be restored");
    return [];
  });
}

async function lastTries(tries: StoredTries): Promise<TriesByDigest> {
  return tries.read().catch((error: unknown) => {
    log().warn({ err: error }, "Which nodes did not answer could not be restored");
    return new Map();
  });
}
