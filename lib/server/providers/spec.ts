import "server-only";
import type { z } from "zod";
import type { AccountBilling } from "@/lib/domain/cluster/account-billing";
import type { ClusterReading, ConnectionDetails } from "@/lib/domain/cluster/cluster";
import type { ClusterEvent, LogLine } from "@/lib/domain/cluster/cluster-event";
import type { MetricsReading, ProviderWindow } from "@/lib/domain/cluster/metrics";
import type { Offer } from "@/lib/domain/cluster/offer";
import type { OrderForm } from "@/lib/domain/cluster/order/order-form";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ProviderHttp, RateLimit } from "./http/http";
import type { Pace } from "./http/pace";
import type { UnreadableItem } from "./items";

/** What one poll of an account said about its whole fleet. */
export interface FleetReading {
  clusters: ClusterReading[];
  unreadable: UnreadableItem[];
  /** Sentences for the account: what limits this reading, such as a permission the key lacks. */
  warnings: string[];
  /**
   * What clusters have cost so far according to the provider, by its ids: shown beside our own totals, never mixed in.
   */
  accrued?: ReadonlyMap<string, UsdMicros>;
  /** What it says about the account itself; left out if it says nothing. */
  billing?: AccountBilling;
  /**
   * `false` if the list may be missing clusters (a page limit was reached), so that nothing may be concluded from
   * absence.
   */
  complete: boolean;
}

/** How something is sent that must not be sent twice. */
export interface Sending {
  signal: AbortSignal;
  /** To be called right before the request goes out, which may have waited. Throws if it must not go out any more. */
  requireSendable(): void;
}

/** One account at one provider, ready to be asked. Every method throws only `ProviderError`. */
export interface ProviderClient {
  readFleet(signal: AbortSignal): Promise<FleetReading>;
  /**
   * Everything that the provider knows about a cluster whose reading has the depth `summary`; `null` if the provider no
   * longer has it.
   */
  readDetails?(summary: ClusterReading, signal: AbortSignal): Promise<ClusterReading | null>;
  /** The accounts that the key can see, by the ids that the settings accept, for people who have set the wrong one. */
  readVisibleAccountIds?(signal: AbortSignal): Promise<string[]>;
  /**
   * What to know about the key before it is kept, as sentences: that it may do more than read, or what it may not read.
   * None where the provider tells nothing of that.
   */
  readKeyNotes?(signal: AbortSignal): Promise<string[]>;
  /**
   * Creates a cluster. Sent only once: if the error's `mayHaveActed` is set, the cluster may exist. Throws what `requireSendable` throws,
   * too.
   */
  createCluster?(order: Order, sending: Sending): Promise<ClusterReading>;
  /** The call that `createCluster` makes, for people who make it from a shell. */
  describeCreation?(order: Order): ShellCall;
  /* Reads that take a separate call, available if a reading's `onDemand` names them. */
  /** The connection details. */
  readConnectionDetails?(cluster: ClusterReading, signal: AbortSignal): Promise<ConnectionDetails>;
  readMetrics?(cluster: ClusterReading, window: ProviderWindow, signal: AbortSignal): Promise<MetricsReading>;
  /** The latest lines, newest last, scrubbed. */
  readLogs?(cluster: ClusterReading, signal: AbortSignal): Promise<LogLine[]>;
  /** Recent events of the cluster, oldest first. */
  readEvents?(cluster: ClusterReading, signal: AbortSignal): Promise<ClusterEvent[]>;
  /** The machines that could be rented now, whatever their shape. */
  readOffers?(signal: AbortSignal): Promise<Offer[]>;
}

/** A POST of JSON. */
export interface ShellCall {
  url: string;
  /** The header that holds the key, up to the key itself: `Authorization: Bearer `. */
  keyHeader: string;
  body: object;
}

export interface ConnectContext {
  http: ProviderHttp;
  /** What people call the account: the name of its only cluster, where the provider knows none. */
  label?: string;
  /** The wall clock. */
  now: () => EpochMs;
}

/** A provider's API in our own process: the tests', the demo's and the bench's stand-in. Stateful; speaks the wire format. */
export interface ProviderFake {
  handle(request: Request): Promise<Response>;
  /** The key it accepts, in whatever setting the provider expects it. Any other is answered with 401. */
  readonly apiKey: string;
  /** The other settings an account needs, such as Fireworks' `accountId`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What `baseUrl` needs after the fake's own origin: "/v1" where the real one ends so. */
  readonly basePath: string;
  /** What its owner calls the account in the demo; left out, it is called as the provider is. */
  readonly accountLabel?: string;
  /** What a month may cost in the demo; left out, its owner has set no budget for this provider. */
  readonly usdPerMonth?: number;
  /** How the wire format names what the tests of all adapters change in it. */
  readonly wire: {
    /** Fields that hold a state of something. */
    states: readonly string[];
    /** Fields of a list that hold how many items there are in all. */
    totals: readonly string[];
    /** Parameters that ask for another page than the first. */
    pages: readonly string[];
    /** The field of a list that names its next page; `null` where pages are counted, or there is only one. */
    nextPage: string | null;
    /** The field that holds a cluster's id in a list, "id" if left out; `null` where an account is one cluster, so that there is no list. */
    clusterId?: string | null;
    /** Fields without which no other call can be made, such as an access token: an odd one costs the whole answer. */
    credentials?: readonly string[];
    /** Fields that tell which cluster something belongs to: what has none of them is a cluster of its own. */
    groupings?: readonly string[];
    /** Groups whose members have names that no document lists, so that none of them is missed. */
    openGroups?: readonly string[];
  };
  /** Whether the made-up machine with this address has stopped answering, in the demo's story; without it, nothing is asked. */
  isSilent?(host: string): boolean;
}

export interface FakeOptions {
  /** The fake's clock. Its fleet is a function of this clock and of what tests change. */
  now: () => EpochMs;
  /** The fleet's story starts then. */
  startedAt: EpochMs;
  /** Instead of the demo's story: that many clusters, all running. */
  fleet?: { clusters: number; nodesPerCluster: number };
  /** Whether the provider's own API has its bad minutes too, as in the demo. */
  incidents?: boolean;
  /** Whether it may be read more often than the provider allows: a test does not wait for that. */
  isUnlimited?: boolean;
}

/** What every account has, whatever its provider calls it; a provider adds what else it asks for. */
export interface ProviderSettings {
  apiKey: string;
  baseUrl: string;
  /** The only authority whose certificates its server may have, as PEM; left out where the well-known ones are trusted. */
  ca?: string | undefined;
}

/** One setting of an account: what the form in Settings, `clusterdeck.yaml` and the environment call it. */
export interface SettingField {
  /** For people: "API key". */
  label: string;
  /** The variable that also gives it. */
  variable: string;
  /** A sentence on what to enter; `null` if the label says it. */
  help: string | null;
  /** What it may look like, or what it is if left out; `null` for what nobody could guess. */
  example: string | null;
  /** Stored sealed and never shown again. */
  isSecret: boolean;
  /** Has several lines, as certificates do. */
  isLong: boolean;
  /** The settings that this one holds too, so that a form asks for either it or them: those that a kubeconfig holds. */
  insteadOf?: readonly string[];
}

export interface ProviderSpec<
  Id extends string,
  Settings extends ProviderSettings,
  Fake extends ProviderFake = ProviderFake,
> {
  /** Lower case with hyphens: part of URLs and of the configuration. */
  id: Id;
  /** As the company writes itself. */
  label: string;
  /** What is read of an account, as a list in words: "Clusters, pods and their nodes". */
  reads: string;
  key: {
    /** Where one makes a key, or is told how. */
    page: string;
    /** What the key must be allowed to do, as a sentence, so that nobody gives more than that. */
    needs: string;
    /** What a key looks like without a word that says so, each a regular expression; none where nothing marks it. */
    shapes: readonly RegExp[];
    /** The setting that holds it: `apiKey` unless the provider has another word. */
    setting?: string;
  };
  settings: z.ZodType<Settings>;
  /** What is asked for, by setting, in the order of the form. */
  fields: Readonly<Record<string, SettingField>>;
  /** The setting that says where the API is: `baseUrl` unless the provider has another word. */
  addressSetting?: string;
  /** Request budget without configuration; `null` where the answers' headers tell. */
  requestsPerMinute: number | null;
  /** How far apart its requests have to be; left out where only their number is limited. */
  pace?: Pace;
  /** What may be ordered of it: given if its client has `createCluster`. */
  orderForm?: OrderForm;
  /** Reads this provider's rate-limit headers. */
  readRateLimit?: (headers: Headers, now: EpochMs) => RateLimit | null;
  connect(settings: Settings, context: ConnectContext): ProviderClient;
  createFake(options: FakeOptions): Fake;
}

/** A provider whose settings are still to be checked: what the registry holds. */
export interface Provider<Id extends string = string, Fake extends ProviderFake = ProviderFake> {
  id: Id;
  label: string;
  /** What is read of an account, as a list in words. */
  reads: string;
  key: {
    /** Where one makes a key, or is told how. */
    page: string;
    /** What it must be allowed to do, as a sentence. */
    needs: string;
    /** The setting that holds it, and the variable that gives that. */
    setting: string;
    variable: string;
  };
  /** The settings that a configuration may give. */
  fields: Readonly<Record<string, SettingField>>;
  /** The setting that says where the API is. */
  addressSetting: string;
  /** Those settings that have no default. */
  required: readonly string[];
  requestsPerMinute: number | null;
  /** `null` where only the number of requests is limited. */
  pace: Pace | null;
  /** `null` where no clusters can be created. */
  orderForm: OrderForm | null;
  readRateLimit: ((headers: Headers, now: EpochMs) => RateLimit | null) | undefined;
  /** Checks the settings; `issues` name the setting and what would be right, never the value. */
  parse(settings: Record<string, unknown>, options?: ParseOptions): ParsedSettings;
  createFake(options: FakeOptions): Fake;
}

export interface ParseOptions {
  /** Whether somebody else decides where http is allowed; without it, only on this machine. */
  allowsHttp?: boolean;
}

export type ParsedSettings =
  | {
      ok: true;
      baseUrl: string;
      /** The key, in whatever setting it came. */
      apiKey: string;
      /** Every value that must never be shown, the key among them. */
      secrets: readonly string[];
      /** The only authority whose certificates its server may have; `null` for the well-known ones. */
      ca: string | null;
      connect: (context: ConnectContext) => ProviderClient;
    }
  | { ok: false; issues: { setting: string; message: string }[] };
