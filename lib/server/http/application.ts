import "server-only";
import type { InboxMessage } from "@/lib/contract/alerts/demo-inbox";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import type { EditableAccounts } from "../accounts/open-stored-accounts";
import type { SettingsTester } from "../accounts/settings-tester";
import type { Alerting } from "../alerts/alerting";
import type { FiringAlerts } from "../alerts/firing-alerts";
import type { Push } from "../alerts/push/open-push";
import type { Auth } from "../auth/open-auth";
import type { Person } from "../auth/people/person";
import type { BuildFileRows } from "../build-files/build-file-rows";
import type { BuildFiles } from "../build-files/build-files";
import type { FixedConfiguration } from "../configuration/configuration";
import type { ConfigurationState } from "../configuration/configuration-state";
import type { LiveConfiguration } from "../configuration/live-configuration";
import type { Coordination } from "../coordination/coordination";
import type { FleetParts } from "../exposition/fleet-parts";
import type { HistoryHandle } from "../history/history-handle";
import type { History } from "../history/open-history";
import type { OnDemandReads } from "../on-demand/on-demand-reads";
import type { OrderClaims } from "../on-demand/orders/order-claims";
import type { ProviderWays } from "../outbound/provider-ways";
import type { Pictures } from "../pictures/pictures";
import type { Poller } from "../poller/poller";
import type { SharedReadings } from "../poller/shared/shared-readings";
import type { BudgetRows } from "../poller/shared-budget/budget-rows";
import type { Provider } from "../providers/spec";
import type { StoredTries } from "../reachability/stored-tries";
import type { AttemptLimit } from "../security/attempt-limit";
import type { TurnLimits } from "../security/turn-limits";
import type { Displays } from "../sharing/displays/open-displays";
import type { GuestFleetAnswers } from "../sharing/guests/guest-fleet-answers";
import type { GuestFleets } from "../sharing/guests/guest-fleets";
import type { GuestSummaries } from "../sharing/guests/guest-summaries";
import type { ShownClusters } from "../sharing/guests/shown-clusters";
import type { ConfirmedShareLinks } from "../sharing/links/cached-share-links";
import type { ShareLinks } from "../sharing/links/share-links";
import { singleton } from "../singleton";
import type { Store } from "../store/open-database";
import type { StoreHandle } from "../store/store-handle";
import type { CostAnswers } from "../views/costs/cost-answers";
import type { FleetAnswers } from "../views/fleet/fleet-answer";
import type { HistorySummary } from "../views/fleet/history-summary";
import type { ExportSlots } from "../workload/export-slots";
import type { HeldAnswers } from "../workload/held-answers";
import type { Turns } from "../workload/turns";

/** Everything that is stored and outlasts the process. */
export interface Stored {
  store: Store;
  auth: Auth;
  shareLinks: ConfirmedShareLinks;
  /** Attempts at the passwords of links. */
  linkAttempts: AttemptLimit;
  displays: Displays;
  /** Attempts at pairing codes. */
  pairingAttempts: AttemptLimit;
  tries: StoredTries;
  readings: SharedReadings;
  /** `null` where no other server can send requests of the same accounts. */
  budgetRows: BudgetRows | null;
  orderClaims: OrderClaims;
  /** `null` where no server of another build can answer. */
  buildFiles: BuildFileRows | null;
  push: Push;
  accounts: EditableAccounts;
  history: History;
  alerting: Alerting;
  close(): Promise<void>;
}

/** Everything that routes work with: one per process, made in `start/`. */
export interface Application extends TurnLimits {
  configuration: FixedConfiguration;
  live: LiveConfiguration;
  providers: readonly Provider[];
  /** How to connect an account of each provider. */
  keyHelp: readonly KeyHelp[];
  buildId: string;
  /** `null` where no server of another build can answer. */
  buildFiles: BuildFiles | null;
  stored: StoreHandle<Stored>;
  /** With the other servers of the same database, if there can be any. */
  coordination: Coordination;
  /** Who sent the request; `null` if they are not signed in. Throws a 503 while that cannot be looked up. */
  identify(headers: Headers): Promise<Person | null>;
  /** `null` while the store is not open. */
  readonly store: Store | null;
  /** Throws a 503 while the store is not open, as do its other parts. */
  readonly auth: Auth;
  poller: Poller;
  historyHandle: HistoryHandle;
  /** What the history adds to the fleet; `null` until it was read. */
  historySummary: () => HistorySummary | null;
  fleetAnswers: FleetAnswers;
  heldAnswers: HeldAnswers;
  onDemandReads: OnDemandReads;
  /** Throws a 503 while it is not known what other servers order. */
  readonly orderClaims: OrderClaims;
  /** Queues for work that must not all run at once. */
  turns: { heavy: Turns; light: Turns };
  costAnswers: CostAnswers;
  readonly shareLinks: ShareLinks;
  readonly displays: Displays;
  readonly push: Push;
  /** Those that were added in the browser. */
  readonly accounts: EditableAccounts;
  testSettings: SettingsTester;
  /** The ways to providers, for accounts that may not be stored yet. */
  providerWays: ProviderWays;
  /** What the file was last read as, and what is wrong with it now. */
  configurationState: () => ConfigurationState;
  /**
   * Ends the demo, and resolves with what runs from then on in its place. Throws a refusal where there is no demo, or it is to
   * stay, or the own data cannot be opened.
   */
  leaveDemo(): Promise<Application>;
  /** Whether somebody may leave the demo: it runs, and is not to stay. */
  mayLeaveDemo(): boolean;
  /** Whether there is a code that ends the demo and makes the first admin of what runs then. */
  hasCodeToLeaveDemo(): boolean;
  /** Whether this is it. */
  isCodeToLeaveDemo(code: string): boolean;
  /** What the channels of the demo were sent; `null` outside of it. */
  demoMessages: (() => InboxMessage[]) | null;
  readonly alerting: Alerting;
  /** `null` while the store is not open. */
  firingAlerts: () => FiringAlerts | null;
  guestFleets: GuestFleets;
  guestSummaries: GuestSummaries;
  guestFleetAnswers: GuestFleetAnswers;
  shownClusters: ShownClusters;
  pictures: Pictures;
  readonly linkAttempts: AttemptLimit;
  readonly pairingAttempts: AttemptLimit;
  exportSlots: ExportSlots;
  /** What `/api/metrics` says of the fleet. */
  fleetParts: () => FleetParts;
  /** Attempts at the metrics token. */
  scraperAttempts: AttemptLimit;
}

const holder = () => singleton<{ application: Application | null }>("application", () => ({ application: null }));

/** `null` until the server has started. */
export function runningApplication(): Application | null {
  return holder().application;
}

/** Called by `start/` once everything that routes work with exists. */
export function setApplication(application: Application): void {
  holder().application = application;
}
