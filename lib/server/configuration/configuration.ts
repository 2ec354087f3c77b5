import "server-only";
import type { UsdMicros, UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { Role } from "@/lib/domain/people/role";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Proxies } from "../outbound/proxies";
import type { ConnectContext, Provider, ProviderClient } from "../providers/spec";
import type { StoreLocation } from "../store/open-database";
import type { ConfiguredAlerts } from "./alerts/configured-alerts";

/** Where an account comes from: only those from the browser can be changed in it. */
export type AccountSource = { kind: "environment" | "browser" | "demo" } | { kind: "file"; name: string };

/** Who did something to an account, and when. */
export interface AccountDeed {
  at: EpochMs;
  by: string;
}

export interface AccountConfiguration {
  id: string;
  source: AccountSource;
  /** Who has it not read for now; `null` if it is read. */
  paused: AccountDeed | null;
  /** Who took it out of the fleet, where only its past stays; `null` if it is part of the fleet. */
  retired: AccountDeed | null;
  label: string;
  provider: Provider;
  baseUrl: string;
  /** Only for its last characters: adapters have their own copy. */
  apiKey: string;
  /** Every value that must never be shown, for the scrubber. */
  secrets: readonly string[];
  /** The only authority whose certificates its server may have, as PEM; `null` for the well-known ones. */
  ca: string | null;
  pollIntervalMs: number;
  /** `null`: the provider's headers set the limit. */
  requestsPerMinute: number | null;
  /** Whether a person has entered its address in the browser, so that it may lead anywhere. */
  isAddressEntered?: boolean;
  /** Whether this server itself checks that ssh on its nodes answers. */
  reachability: boolean;
  /** The provider's settings as they were given, with its secrets: two accounts with the same make the same calls. */
  settings: Readonly<Record<string, unknown>>;
  connect: (context: ConnectContext) => ProviderClient;
}

/** A price that the user knows and the provider does not state. Every field in `match` must be equal. */
export interface ConfiguredRate {
  match: {
    provider: string;
    account?: string | undefined;
    cluster?: string | undefined;
    gpuModel?: string | undefined;
  };
  price: { per: "cluster" | "gpu"; usdMicrosPerHour: UsdMicrosPerHour };
}

/** What a calendar month may cost: in total, or at one provider, or on one account. */
export interface Budget {
  match: { provider?: string | undefined; account?: string | undefined };
  usdMicrosPerMonth: UsdMicros;
}

/** How this server checks whether nodes answer, if it does. */
export interface ReachabilityConfiguration {
  /** The shortest time between two attempts at a node. */
  intervalMs: number;
  allowsPrivate: boolean;
  /** Reserved addresses and ranges that may be tried nevertheless. */
  allowedRanges: readonly string[];
}

export interface AuthConfiguration {
  /** `false`: whoever reaches the server may do everything, so it must be reachable only from its own machine. */
  asksForSignIn: boolean;
  firstAdmin: { email: string; password: string } | null;
  singleSignOn: SingleSignOnConfiguration | null;
}

/** An OpenID Connect provider, and which of its people may come in. */
export interface SingleSignOnConfiguration {
  /** What the button says after "Continue with". */
  label: string;
  /** Without a trailing slash. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
  roleClaim: string;
  /** The claim values that give each role. */
  roles: Readonly<Record<Role, readonly string[]>>;
}

/** What may change while the server runs, as files do and as people change it in the browser. */
export interface ChangingConfiguration {
  /** Retired ones included. */
  accounts: readonly AccountConfiguration[];
  rates: readonly ConfiguredRate[];
  budgets: readonly Budget[];
  /** What clusterdeck.yaml says about alerts; people may add to it in the browser. */
  alerts: ConfiguredAlerts;
  /** What a scraper of `/api/metrics` has to send; `null` if there is none, so that at most programs on this machine may come. */
  metricsToken: string | null;
}

/** What accounts have that say nothing else. */
export interface AccountDefaults {
  pollIntervalMs: number;
  /** `null` for what each provider allows. */
  requestsPerMinute: number | null;
  reachability: boolean;
}

/** What stays as it was at the start. */
export interface FixedConfiguration {
  accountDefaults: AccountDefaults;
  /** The IANA time zone whose days and months money is counted by, the billing time zone. */
  timeZone: string;
  demo: boolean;
  publicUrl: string;
  storage: StoreLocation;
  auth: AuthConfiguration;
  /** Addresses and ranges of the proxies that are trusted about where a request came from. */
  trustedProxies: readonly string[];
  /**
   * Whether programs on this machine may read `/api/metrics` where no token is set: only where nothing suggests that others reach this
   * server, by themselves or through a proxy.
   */
  isScrapedLocally: boolean;
  /** The proxies that this server itself calls others through. */
  proxies: Proxies;
  reachability: ReachabilityConfiguration;
  /** Private and reserved addresses and ranges that messages may be sent to nevertheless. */
  webhookRanges: readonly string[];
  /** Private and reserved addresses and ranges where accounts that are added in the browser may nevertheless be read. */
  providerRanges: readonly string[];
  /** What seals the secrets that people enter: a key, or the folder in which one is made and kept. */
  secretKey: { key: Buffer } | { dataDir: string };
}

export interface Configuration extends FixedConfiguration, ChangingConfiguration {}

/** One thing to correct, before the program can start or, as a warning, some time. Never contains the value of a setting that may be secret. */
export interface ConfigurationMistake {
  /** "SHADEFORM_API_KEY", or "clusterdeck.yaml:12". */
  where: string;
  message: string;
}

/** What people have made in the browser, as far as it decides what may be configured, and whether there is a demo. */
export interface StoredSoFar {
  accountIds: readonly string[];
  hasPeople: boolean;
}

export const NOTHING_STORED: StoredSoFar = { accountIds: [], hasPeople: false };

export interface CompleteConfiguration {
  configuration: Configuration;
  /** What runs once somebody leaves the demo; `null` if there is none, or if it is to stay. */
  own: Configuration | null;
  /** The path of clusterdeck.yaml, or whatever it is called; `null` if there is none. */
  file: string | null;
}

export type ConfigurationResult = { warnings: ConfigurationMistake[] } & (
  | ({ ok: true } & CompleteConfiguration)
  | { ok: false; mistakes: ConfigurationMistake[] }
);

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a whole text file; throws if it cannot. A parameter, so that tests need no disk. */
export type ReadFile = (path: string) => string;
