import "server-only";
import path from "node:path";
import { z } from "zod";
import { distinctNames } from "@/lib/domain/text/distinct-names";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Provider } from "../providers/spec";
import type { StoreLocation } from "../store/open-database";
import { readAuthSettings } from "./auth-settings";
import type {
  AccountConfiguration,
  ConfigurationMistake,
  ConfigurationResult,
  Environment,
  ReadFile,
} from "./configuration";
import { addressRange, DEFAULT_POLL_INTERVAL_MS, fromText, pollIntervalMs, requestsPerMinute } from "./defaults";
import { readEnvironmentAccounts } from "./environment-accounts";
import { readFileAccounts } from "./file-accounts";
import { ownTimeZone, timeZoneName } from "./time-zone-setting";

const DEFAULT_FILE = "clusterdeck.yaml";

const onOrOff = z
  .enum(["on", "off"], { error: "must be on or off" })
  .transform((word) => word === "on")
  .default(false);

const environmentSchema = z.object({
  CLUSTERDECK_POLL_INTERVAL_MS: fromText(pollIntervalMs).default(DEFAULT_POLL_INTERVAL_MS),
  CLUSTERDECK_REQUESTS_PER_MINUTE: fromText(requestsPerMinute).nullable().default(null),
  CLUSTERDECK_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be what people type, such as https://clusters.example.org" })
    .optional(),
  /** Where the server listens, which `scripts/serve.mjs` has checked. */
  PORT: z.string().default("3000"),
  CLUSTERDECK_TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(addressRange))
    .default([]),
  CLUSTERDECK_REACHABILITY: onOrOff,
  CLUSTERDECK_REACHABILITY_PRIVATE: onOrOff,
  CLUSTERDECK_REACHABILITY_RANGES: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(addressRange))
    .default([]),
  CLUSTERDECK_REACHABILITY_INTERVAL_MS: fromText(pollIntervalMs).default(MINUTE_MS),
  CLUSTERDECK_TIME_ZONE: timeZoneName.optional(),
  CLUSTERDECK_DATA_DIR: z.string().default("data"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: "must be a PostgreSQL server's, such as postgres://user@host/clusterdeck",
    })
    .optional(),
  CLUSTERDECK_DEMO: z.enum(["auto", "on", "off"], { error: "must be auto, on or off" }).default("auto"),
});

const NO_TIME_ZONE: ConfigurationMistake = {
  where: "TZ",
  message:
    "is no time zone that this machine knows. Correct it, or set CLUSTERDECK_TIME_ZONE, for example to Europe/Berlin or UTC",
};

/**
 * Reads the whole configuration, from the environment and from `clusterdeck.yaml`. The result is either complete or a
 * list of everything that is wrong, so that nothing starts half-configured.
 */
export function readConfiguration(
  variables: Environment,
  providers: readonly Provider[],
  readFile: ReadFile,
): ConfigurationResult {
  // An empty variable, as compose files set them, counts as not set.
  const environment = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(environment);
  const mistakes: ConfigurationMistake[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ where: String(issue.path[0]), message: issue.message }));
  const common = {
    providers,
    readFile,
    pollIntervalMs: parsed.success ? parsed.data.CLUSTERDECK_POLL_INTERVAL_MS : DEFAULT_POLL_INTERVAL_MS,
    requestsPerMinute: parsed.success ? parsed.data.CLUSTERDECK_REQUESTS_PER_MINUTE : null,
    reachability: parsed.success && parsed.data.CLUSTERDECK_REACHABILITY,
  };
  const fromEnvironment = readEnvironmentAccounts({ environment, ...common });
  const file = readConfigurationFile(environment, readFile);
  const fromFile = file.text === null ? null : readFileAccounts({ fileName: file.name, text: file.text, ...common });

  const accounts = [...fromEnvironment.accounts, ...(fromFile?.accounts ?? [])];
  mistakes.push(
    ...fromEnvironment.mistakes,
    ...file.mistakes,
    ...(fromFile?.mistakes ?? []),
    ...findDuplicates(accounts),
  );
  const demo = parsed.success ? parsed.data.CLUSTERDECK_DEMO : "off";
  const isDemo = demo === "on" || (demo === "auto" && accounts.length === 0);
  const publicUrl = parsed.data?.CLUSTERDECK_PUBLIC_URL ?? `http://127.0.0.1:${parsed.data?.PORT ?? ""}`;
  const trustedProxies = [...(parsed.data?.CLUSTERDECK_TRUSTED_PROXIES ?? []), ...(fromFile?.trustedProxies ?? [])];
  const { auth, mistakes: authMistakes } = readAuthSettings(
    environment,
    { publicUrl, trustedProxies },
    isDemo,
    readFile,
  );
  mistakes.push(...authMistakes);
  const timeZone = parsed.data?.CLUSTERDECK_TIME_ZONE ?? fromFile?.timeZone ?? ownTimeZone();
  if (timeZone === null) mistakes.push(NO_TIME_ZONE);
  if (!parsed.success || timeZone === null || mistakes.length > 0) return { ok: false, mistakes };
  const {
    CLUSTERDECK_REACHABILITY_INTERVAL_MS: intervalMs,
    CLUSTERDECK_REACHABILITY_PRIVATE: allowsPrivate,
    CLUSTERDECK_REACHABILITY_RANGES: allowedRanges,
    CLUSTERDECK_DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
  } = parsed.data;
  return {
    ok: true,
    configuration: {
      accounts: isDemo ? [] : withDistinctLabels(accounts),
      rates: fromFile?.rates ?? [],
      budgets: fromFile?.budgets ?? [],
      timeZone,
      demo: isDemo,
      publicUrl,
      storage: storageOf(dataDir, databaseUrl, isDemo),
      auth: { ...auth, singleSignOn: fromFile?.singleSignOn ?? null },
      trustedProxies,
      reachability: { intervalMs, allowsPrivate, allowedRanges },
    },
  };
}

/** Labels are all that people know accounts by, so equal ones carry their provider, or their id. */
function withDistinctLabels(accounts: readonly AccountConfiguration[]): AccountConfiguration[] {
  const labels = distinctNames(
    accounts.map(({ id, label, provider }) => ({ key: id, name: label, marks: [provider.label, id], id })),
  );
  return accounts.map((account) => ({ ...account, label: labels.get(account.id) ?? account.label }));
}

/** The demo stores what it makes up in its own place, where it never mixes with real history. */
function storageOf(dataDir: string, databaseUrl: string | undefined, isDemo: boolean): StoreLocation {
  if (isDemo) return { dataDir: path.join(dataDir, "demo") };
  return databaseUrl === undefined ? { dataDir } : { databaseUrl };
}

function readConfigurationFile(environment: Environment, readFile: ReadFile) {
  const named = environment.CLUSTERDECK_CONFIG;
  const name = named ?? DEFAULT_FILE;
  try {
    return { name, text: readFile(name), mistakes: [] };
  } catch {
    const message = `names a file that cannot be read: ${name}`;
    return { name, text: null, mistakes: named === undefined ? [] : [{ where: "CLUSTERDECK_CONFIG", message }] };
  }
}

function findDuplicates(accounts: readonly { id: string }[]): ConfigurationMistake[] {
  const ids = accounts.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => ({
    where: `account ${id}`,
    message: "is configured more than once; give each account its own id",
  }));
}
