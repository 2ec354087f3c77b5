import "server-only";
import type { UsdMicros, UsdMicrosPerHour } from "@/lib/domain/cost";
import type { ConnectContext, Provider, ProviderClient } from "../providers/spec";

export interface ConnectionConfiguration {
  id: string;
  label: string;
  provider: Provider;
  baseUrl: string;
  /** For the scrubber and nothing else: adapters hold their own. */
  apiKey: string;
  pollIntervalMs: number;
  /** `null`: the provider's headers tell. */
  requestsPerMinute: number | null;
  connect: (context: ConnectContext) => ProviderClient;
}

/** A price the user knows and the provider does not say. Every field of the match that is given must be equal. */
export interface ConfiguredRate {
  match: {
    provider: string;
    connection?: string | undefined;
    cluster?: string | undefined;
    gpuModel?: string | undefined;
  };
  price: { per: "cluster" | "gpu"; usdMicrosPerHour: UsdMicrosPerHour };
}

/** What a calendar month may cost: everything, or what is at one provider or on one connection. */
export interface Budget {
  match: { provider?: string | undefined; connection?: string | undefined };
  usdMicrosPerMonth: UsdMicros;
}

export interface Configuration {
  connections: ConnectionConfiguration[];
  rates: ConfiguredRate[];
  budgets: Budget[];
  /** The IANA zone whose calendar a month follows where nobody has chosen one. */
  timeZone: string;
  /** The folder for what the server stores. */
  dataDir: string;
  /** A PostgreSQL server to store history in, instead of a file in `dataDir`. */
  databaseUrl: string | null;
  demo: boolean;
  publicUrl: string;
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
