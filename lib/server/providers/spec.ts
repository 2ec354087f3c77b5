import "server-only";
import { z } from "zod";
import type { AccountReading } from "@/lib/domain/cluster/account";
import type { Access, ClusterReading } from "@/lib/domain/cluster/cluster";
import type { ClusterEvent, LogLine } from "@/lib/domain/cluster/cluster-event";
import type { MetricsReading, ProviderWindow } from "@/lib/domain/cluster/metrics";
import type { NewCluster } from "@/lib/domain/cluster/new-cluster";
import type { Offer } from "@/lib/domain/cluster/offer";
import type { UsdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ProviderHttp, RateLimit } from "./http/http";
import type { UnreadableItem } from "./items";

/** What one poll of a connection said of its whole fleet. */
export interface FleetReading {
  clusters: ClusterReading[];
  unreadable: UnreadableItem[];
  /** Sentences for the connection: what limits this reading, such as a permission the key lacks. */
  warnings: string[];
  /** What the provider itself says that clusters have cost so far, by its ids: shown beside our own sums, never mixed in. */
  accrued?: ReadonlyMap<string, UsdMicros>;
  /** What it says of the account itself; left out where it says nothing. */
  account?: AccountReading;
  /** `false` when the list may be missing clusters (a page bound was hit): nothing may be concluded from absence. */
  complete: boolean;
}

/** One account at one provider, ready to be asked. Every method throws only `ProviderError`. */
export interface ProviderClient {
  readFleet(signal: AbortSignal): Promise<FleetReading>;
  /** All that the provider knows of a cluster whose reading's depth is `summary`; `null` when the provider no longer has it. */
  readDetails?(summary: ClusterReading, signal: AbortSignal): Promise<ClusterReading | null>;
  /** The accounts that the key can see, by the ids that the settings take: for whoever has set the wrong one. */
  readAccountIds?(signal: AbortSignal): Promise<string[]>;
  /** Creates a cluster. Sent once: where the error's `mayHaveActed` is set, the cluster may exist. */
  createCluster?(cluster: NewCluster, signal: AbortSignal): Promise<ClusterReading>;
  /** Where it sends the order, for whoever sends one from a shell. */
  readonly createUrl?: string;
  /*
   * What takes a call of its own, asked for where a reading's `onDemand` names it.
   */
  /** How to get in. */
  readAccess?(cluster: ClusterReading, signal: AbortSignal): Promise<Access>;
  readMetrics?(cluster: ClusterReading, window: ProviderWindow, signal: AbortSignal): Promise<MetricsReading>;
  /** The latest lines, newest last, scrubbed. */
  readLogs?(cluster: ClusterReading, signal: AbortSignal): Promise<LogLine[]>;
  /** What happened to the cluster lately, oldest first. */
  readEvents?(cluster: ClusterReading, signal: AbortSignal): Promise<ClusterEvent[]>;
  /** The machines that could be rented now, whatever their shape. */
  readOffers?(signal: AbortSignal): Promise<Offer[]>;
}

export interface ConnectContext {
  http: ProviderHttp;
  /** The wall clock. */
  now: () => EpochMs;
}

/** A provider's API in our own process: the tests', the demo's and the bench's stand-in. Stateful; speaks the wire format. */
export interface ProviderFake {
  handle(request: Request): Promise<Response>;
  /** The key it accepts. Any other is answered with 401. */
  readonly apiKey: string;
  /** The other settings a connection to it needs, such as an account's id. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What `baseUrl` needs after the fake's own origin: "/v1" where the real one ends so. */
  readonly basePath: string;
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
}

export interface ProviderSpec<Settings extends { apiKey: string; baseUrl: string }> {
  /** Lower case with hyphens: part of URLs and of the configuration. */
  id: string;
  /** As the company writes itself. */
  label: string;
  settings: z.ZodType<Settings>;
  /** Which environment variable gives which setting. A setting derived from another one has none. */
  environment: Record<"apiKey" | "baseUrl", string> & Record<string, string>;
  /** Request budget without configuration; `null` where the answers' headers tell. */
  requestsPerMinute: number | null;
  /** Whether its client has `createCluster`. */
  canCreate?: boolean;
  /** Reads this provider's rate-limit headers. */
  readRateLimit?: (headers: Headers, now: EpochMs) => RateLimit | null;
  connect(settings: Settings, context: ConnectContext): ProviderClient;
  createFake(options: FakeOptions): ProviderFake;
}

/** A provider whose settings are still to be checked: what the registry holds. */
export interface Provider {
  id: string;
  label: string;
  /** The settings a configuration may give, each with the environment variable that also gives it. */
  environment: Record<string, string>;
  requestsPerMinute: number | null;
  canCreate: boolean;
  readRateLimit: ((headers: Headers, now: EpochMs) => RateLimit | null) | undefined;
  /** Checks the settings; `issues` name the setting and what would be right, never the value. */
  parse(settings: Record<string, unknown>): ParsedSettings;
  createFake(options: FakeOptions): ProviderFake;
}

export type ParsedSettings =
  | { ok: true; baseUrl: string; apiKey: string; connect: (context: ConnectContext) => ProviderClient }
  | { ok: false; issues: { setting: string; message: string }[] };

/** Ties a provider's settings to its adapter, so that the registry can hold providers of different settings. */
export function defineProvider<Settings extends { apiKey: string; baseUrl: string }>(
  spec: ProviderSpec<Settings>,
): Provider {
  return {
    id: spec.id,
    label: spec.label,
    environment: spec.environment,
    requestsPerMinute: spec.requestsPerMinute,
    canCreate: spec.canCreate ?? false,
    readRateLimit: spec.readRateLimit,
    createFake: spec.createFake,
    parse: (raw) => {
      const parsed = spec.settings.safeParse(raw);
      if (!parsed.success) {
        const issues = parsed.error.issues.map((issue) => ({
          setting: issue.path.map(String).join("."),
          message: issue.message,
        }));
        return { ok: false, issues };
      }
      const settings = parsed.data;
      return {
        ok: true,
        baseUrl: settings.baseUrl,
        apiKey: settings.apiKey,
        connect: (context) => spec.connect(settings, context),
      };
    },
  };
}

/** A key: a non-empty line of visible ASCII, because it must fit into a header. */
export function secret(): z.ZodType<string> {
  return z
    .string({ error: "is missing" })
    .trim()
    .min(1, { error: "is empty" })
    .regex(/^[\x21-\x7e]+$/, { error: "holds spaces, line breaks or characters that do not fit into an HTTP header" });
}

/** Where the provider's API is. */
export function baseUrl(defaultUrl: string): z.ZodType<string> {
  return httpsUrl(defaultUrl).default(defaultUrl);
}

/** Where secrets are sent to. http is accepted for a loopback address only: they do not travel in clear text. */
export function httpsUrl(example: string): z.ZodType<string> {
  return z
    .url({ protocol: /^https?$/, error: `must be a URL such as ${example}` })
    .refine((text) => new URL(text).protocol === "https:" || isLoopback(new URL(text).hostname), {
      error: "must start with https://, because the key travels with every request",
    })
    .refine((text) => new URL(text).username === "" && new URL(text).search === "", {
      error: "must not hold a login or a query",
    })
    .transform((text) => text.replace(/\/+$/, ""));
}

/** Whether only this machine can reach this name or address, as a URL or a socket spells it. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || /^(::1|\[::1\])$/.test(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
