import "server-only";
import { createSettingsTester } from "../accounts/settings-tester";
import { createFiringAlerts } from "../alerts/firing-alerts";
import type { RunningAlerting } from "../alerts/start-alerting";
import { startAlertUpkeep } from "../alerts/store/alert-upkeep";
import { startAuditUpkeep } from "../auth/audit/audit-upkeep";
import { ANYBODY } from "../auth/people/person";
import { readBuildId } from "../build-id";
import type { Configuration } from "../configuration/configuration";
import type { EditableLiveConfiguration } from "../configuration/live-configuration";
import { secretsOf } from "../configuration/secrets-of";
import type { Demo } from "../demo/start-demo";
import { createFleetParts } from "../exposition/fleet-parts";
import { historyProblem } from "../history/history-problem";
import { startCostUpkeep } from "../history/read/cost-upkeep";
import { startSampleUpkeep } from "../history/record/sample-upkeep";
import type { Application, Stored } from "../http/application";
import { log } from "../log";
import { createOnDemandReads } from "../on-demand/on-demand-reads";
import { SOLE_ORDERS } from "../on-demand/orders/order-claims";
import { createOutbound, DIRECT } from "../outbound/outbound";
import { createProviderWays } from "../outbound/provider-ways";
import type { Pictures } from "../pictures/pictures";
import { startReadingUpkeep } from "../poller/shared/reading-upkeep";
import { keyHelpOf } from "../providers/key-help";
import type { Provider } from "../providers/spec";
import { registerSecret } from "../redaction/secrets";
import { createSoleAttemptLimit } from "../security/attempt-limit";
import { providerEgress } from "../security/egress-rules";
import { openTurnLimits } from "../security/shared-limits/open-turn-limits";
import { createGuestFleetAnswers } from "../sharing/guests/guest-fleet-answers";
import { createGuestFleets } from "../sharing/guests/guest-fleets";
import { createGuestSummaries } from "../sharing/guests/guest-summaries";
import { createShownClusters } from "../sharing/guests/shown-clusters";
import type { ShareLinks } from "../sharing/links/share-links";
import type { StorageClaim } from "../store/storage-claim";
import { requireOpen } from "../store/storage-refusal";
import { createReopeningStore, handleOfPart } from "../store/store-handle";
import { createCostAnswers } from "../views/costs/cost-answers";
import { createFleetAnswers } from "../views/fleet/fleet-answer";
import { createExportSlots } from "../workload/export-slots";
import { createHeldAnswers } from "../workload/held-answers";
import { createTurns, HEAVY_RULES, LIGHT_RULES } from "../workload/turns";
import { coordinate } from "./coordinate";
import { followOtherServers } from "./follow-other-servers";
import { leaveNewerStore } from "./leave-newer-store";
import { startLiveFleet } from "./live-fleet";
import { openWithAlerts } from "./open-with-alerts";
import { shareOwnBuild } from "./share-own-build";
import { warnOfUntrustedProxy } from "./untrusted-proxy";
import { shareUpkeep } from "./upkeep";

interface Options {
  configuration: Configuration;
  /** The made-up fleet that it shows instead of the configured accounts. */
  demo: Demo | null;
  /** Taken already, unless its folder cannot be written yet. */
  claim: StorageClaim;
  /** What makes the first admin. */
  setupCode: string;
  providers: readonly Provider[];
  pictures: Pictures;
  /** Called with a sentence if waiting cannot help. */
  giveUp: (sentence: string) => void;
  /** What is one in the whole process, whatever runs in it. */
  ofProcess: Pick<
    Application,
    "configurationState" | "leaveDemo" | "mayLeaveDemo" | "hasCodeToLeaveDemo" | "isCodeToLeaveDemo"
  >;
}

/** A fleet with all that belongs to it: the demo, or somebody's own. */
export interface RunningApplication {
  application: Application;
  live: EditableLiveConfiguration;
  /** Resolves when the first attempt at opening the store has ended. */
  tried: Promise<void>;
  /** Begins nothing more, and lets nobody wait. */
  release(): Promise<void>;
  /** Finishes what has begun. */
  close(): Promise<void>;
}

/** Polls from the very start, whatever the state of the store. */
export function runApplication(options: Options): RunningApplication {
  const { configuration, demo, claim, providers, giveUp } = options;
  for (const secret of secretsOf(configuration)) registerSecret(secret);
  warnOfUntrustedProxy(configuration, log());
  const egress = providerEgress(configuration.providerRanges);
  const outbound = createOutbound(configuration.proxies);
  const providerWays = createProviderWays(outbound, egress);
  const stored = createReopeningStore<Stored>({ giveUp: ({ message }) => giveUp(message), log: log(), now: Date.now });
  const coordination = coordinate(configuration.storage, stored);
  const historyHandle = handleOfPart(stored, ({ history }) => history);
  const readings = handleOfPart(stored, (opened) => opened.readings);
  const heldAnswers = createHeldAnswers(coordination.now);
  const guestSummaries = createGuestSummaries(historyHandle, configuration.timeZone, coordination.now);
  let alerting: RunningAlerting | null = null;
  const fleet = startLiveFleet({
    // The demo's providers are in this process.
    outbound: demo ? createProviderWays(DIRECT, egress) : providerWays,
    ...{ configuration, demo, historyHandle, coordination, onChange: heldAnswers.wake },
    readings,
    budgetRows: handleOfPart(stored, ({ budgetRows }) => budgetRows),
    onHistory: () => {
      guestSummaries.noteChange();
      alerting?.noteHistory();
    },
    onConfiguration: () => {
      guestSummaries.noteChange();
      alerting?.noteConfiguration();
    },
  });
  const { live, poller, summary } = fleet;
  poller.store.onChange(() => alerting?.noteFleet());
  const turns = { heavy: createTurns(HEAVY_RULES), light: createTurns(LIGHT_RULES) };
  const numbers: Pick<ShareLinks, "numberClusters"> = {
    numberClusters: (linkId, clusterIds) => requireOpen(stored).shareLinks.numberClusters(linkId, clusterIds),
  };
  const guestFleets = createGuestFleets(poller.store, numbers);
  const firingAlerts = createFiringAlerts(() => stored.current()?.alerting ?? null, coordination.now);
  const wakeForAlerts = onChangeOf(() => firingAlerts()?.tag, heldAnswers.wake);
  const sharedUpkeep = shareUpkeep(coordination.leases, () => [
    startAlertUpkeep(stored, log(), coordination.now),
    startSampleUpkeep(historyHandle, log(), coordination.now),
    startCostUpkeep(historyHandle, log(), { timeZone: configuration.timeZone, now: coordination.now }),
    ...(coordination.servers() === null
      ? []
      : [startReadingUpkeep(readings, () => [...poller.accounts.keys()], log())]),
  ]);
  const upkeep = [
    sharedUpkeep,
    startAuditUpkeep(stored, { mayPrune: sharedUpkeep.isOurs, log: log(), now: coordination.now }),
  ];
  const buildFiles = shareOwnBuild({ configuration, stored, coordination, mayPrune: sharedUpkeep.isOurs });
  leaveNewerStore({
    ...{ stored, hints: coordination.hints, readmit: heldAnswers.readmit, log: log() },
    stop: () => Promise.all([coordination.stop(), alerting?.stop()]),
  });
  followOtherServers(coordination.hints, stored);
  const application: Application = {
    ...options.ofProcess,
    ...{ configuration, live, providers },
    keyHelp: keyHelpOf(providers),
    ...{ buildId: readBuildId(), buildFiles },
    ...{ stored, coordination },
    identify: async (headers) =>
      configuration.auth.asksForSignIn || stored.hasLeft() ? requireOpen(stored).auth.identify(headers) : ANYBODY,
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
    testSettings: createSettingsTester({ now: coordination.now, random: Math.random }),
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
      coordination.now,
    ),
    heldAnswers,
    onDemandReads: createOnDemandReads(poller, coordination.now),
    get orderClaims() {
      return coordination.isShared ? requireOpen(stored).orderClaims : SOLE_ORDERS;
    },
    turns,
    costAnswers: createCostAnswers(turns, coordination.now),
    guestFleets,
    guestSummaries,
    guestFleetAnswers: createGuestFleetAnswers({
      ...{ store: poller.store, guestFleets, guestSummaries },
      ...{ demo: configuration.demo, billingTimeZone: configuration.timeZone, now: coordination.now },
    }),
    shownClusters: createShownClusters(numbers),
    ...openTurnLimits(coordination.isShared, () => stored.current()?.store ?? null, coordination.now),
    pictures: options.pictures,
    get linkAttempts() {
      return requireOpen(stored).linkAttempts;
    },
    get pairingAttempts() {
      return requireOpen(stored).pairingAttempts;
    },
    exportSlots: createExportSlots(),
    fleetParts: createFleetParts({
      ...{ fleet: poller.store, reachableNodes: fleet.reachability.reachableNodes, now: coordination.now },
    }),
    // This server's own, not those of the store, without which it is scraped too.
    scraperAttempts: createSoleAttemptLimit(coordination.now),
  };

  async function open(): Promise<Stored> {
    // Not yet taken if the folder could not be written when the server started.
    claim.take();
    const { setupCode } = options;
    const opened = await openWithAlerts({
      ...{ configuration, outbound, providers, setupCode, demo, coordination, historyHandle, fleet, heldAnswers },
      ...{ onLook: wakeForAlerts, giveUp },
    });
    alerting = opened.alerting;
    return opened;
  }

  return {
    application,
    live,
    tried: stored.open(open),
    release: async () => {
      fleet.stop();
      // So that other servers take over while this one finishes everything else that it has begun.
      await coordination.stop();
      await heldAnswers.release();
    },
    close: async () => {
      await fleet.reachability.stop();
      await alerting?.stop();
      for (const one of upkeep) await one.stop();
      await buildFiles?.stop();
      await fleet.idle();
      await stored.close();
      await demo?.close();
      claim.release();
    },
  };
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
