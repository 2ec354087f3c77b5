import "server-only";
import type { UsdMicros, UsdMicrosPerHour } from "@/lib/domain/money/cost";
import type { Role } from "@/lib/domain/people/role";
import type { ConnectContext, Provider, ProviderClient } from "../providers/spec";
import type { StoreLocation } from "../store/open-database";

export interface AccountConfiguration {
  id: string;
  label: string;
  provider: Provider;
  baseUrl: string;
  /** For the scrubber and nothing else: adapters hold their own. */
  apiKey: string;
  pollIntervalMs: number;
  /** `null`: the provider's headers tell. */
  requestsPerMinute: number | null;
  /** Whether this server tries itself if ssh of its nodes answers. */
  reachability: boolean;
  connect: (context: ConnectContext) => ProviderClient;
}

/** A price the user knows and the provider does not say. Every field of the match that is given must be equal. */
export interface ConfiguredRate {
  match: {
    provider: string;
    account?: string | undefined;
    cluster?: string | undefined;
    gpuModel?: string | undefined;
  };
  price: { per: "cluster" | "gpu"; usdMicrosPerHour: UsdMicrosPerHour };
}

/** What a calendar month may cost: everything, or what is at one provider or on one account. */
export interface Budget {
  match: { provider?: string | undefined; account?: string | undefined };
  usdMicrosPerMonth: UsdMicros;
}

/** How this server tries whether nodes answer, where it does. */
export interface ReachabilityConfiguration {
  /** No node is tried more often. */
  intervalMs: number;
  allowsPrivate: boolean;
  /** Reserved addresses and ranges that may be tried all the same. */
  allowedRanges: readonly string[];
}

export interface AuthConfiguration {
  /** `false`: whoever reaches the server may do everything, so it must be reachable from its own machine only. */
  asksForSignIn: boolean;
  firstAdmin: { email: string; password: string } | null;
  singleSignOn: SingleSignOnConfiguration | null;
}

/** An OpenID Connect provider, and whom of those it knows we let in. */
export interface SingleSignOnConfiguration {
  /** What the button says after "Continue with". */
  label: string;
  /** Without a slash at its end. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
  roleClaim: string;
  /** The claim's values that give a role. */
  roles: Readonly<Record<Role, readonly string[]>>;
}

export interface Configuration {
  accounts: AccountConfiguration[];
  rates: ConfiguredRate[];
  budgets: Budget[];
  /** The IANA zone whose calendar a month follows where nobody has chosen one. */
  timeZone: string;
  demo: boolean;
  publicUrl: string;
  storage: StoreLocation;
  auth: AuthConfiguration;
  /** Addresses and ranges of the proxies that are believed about where a request came from. */
  trustedProxies: readonly string[];
  reachability: ReachabilityConfiguration;
}

/** One thing to put right before the program can start. Never holds the value of a setting that may be secret. */
export interface ConfigurationMistake {
  /** "SHADEFORM_API_KEY", or "clusterdeck.yaml:12". */
  where: string;
  message: string;
}

export type ConfigurationResult =
  | { ok: true; configuration: Configuration }
  | { ok: false; mistakes: ConfigurationMistake[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads a whole text file; throws when it cannot. A parameter, so that tests need no disk. */
export type ReadFile = (path: string) => string;
