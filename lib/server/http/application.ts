import "server-only";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import type { Access } from "../auth/open-access";
import type { Person } from "../auth/people/person";
import type { Configuration } from "../configuration/configuration";
import type { KeptHistory } from "../history/kept-history";
import type { History } from "../history/open-history";
import type { Questions } from "../on-demand/questions";
import type { Pictures } from "../pictures/pictures";
import type { Poller } from "../poller/start";
import type { KeptSilences } from "../reachability/kept-silences";
import type { AttemptLimit } from "../security/attempt-limit";
import type { RateLimit } from "../security/rate-limit";
import type { Displays } from "../sharing/displays/open-displays";
import type { GuestFleets } from "../sharing/guests/guest-fleets";
import type { SharedFleetAnswers } from "../sharing/guests/shared-fleet-answers";
import type { ShownClusters } from "../sharing/guests/shown-clusters";
import type { ShareLinks } from "../sharing/links/share-links";
import { singleton } from "../singleton";
import type { Kept } from "../store/kept-store";
import type { Store } from "../store/open-database";
import type { CostAnswers } from "../views/costs/cost-answers";
import type { FleetAnswers } from "../views/fleet/fleet-answer";
import type { ExportPlaces } from "../workload/export-places";
import type { Turns } from "../workload/turns";

/** Everything that outlasts the process. */
export interface Stored {
  store: Store;
  access: Access;
  shareLinks: ShareLinks;
  displays: Displays;
  silences: KeptSilences;
  history: History;
  close(): Promise<void>;
}

/** What routes answer from: one per process, made in `start/`. */
export interface Application {
  configuration: Configuration;
  /** How accounts are connected. */
  keyHelp: readonly KeyHelp[];
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
  /** For work that would be too much at once. */
  turns: { heavy: Turns; light: Turns };
  costAnswers: CostAnswers;
  readonly shareLinks: ShareLinks;
  readonly displays: Displays;
  guestFleets: GuestFleets;
  sharedFleetAnswers: SharedFleetAnswers;
  shownClusters: ShownClusters;
  guestTurns: RateLimit;
  /** Pictures of links, whoever asks for them. */
  pictureTurns: RateLimit;
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
  exportPlaces: ExportPlaces;
}

const holder = () => singleton<{ application: Application | null }>("application", () => ({ application: null }));

/** `null` until the server has started. */
export function runningApplication(): Application | null {
  return holder().application;
}

/** From `start/`, once everything that routes answer from is there. */
export function setApplication(application: Application): void {
  holder().application = application;
}
