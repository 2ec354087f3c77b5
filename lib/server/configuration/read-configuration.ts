import "server-only";
import path from "node:path";
import type { z } from "zod";
import type { Provider } from "../providers/spec";
import type { StoreLocation } from "../store/open-database";
import { NO_CONFIGURED_ALERTS } from "./alerts/configured-alerts";
import { findUnknownAccounts } from "./alerts/read-alerts";
import { authSettingsSchema, readAuthSettings } from "./auth-settings";
import { cleanVariables } from "./clean-variables";
import {
  type AccountConfiguration,
  type AccountSource,
  type Configuration,
  type ConfigurationMistake,
  type ConfigurationResult,
  type Environment,
  NOTHING_STORED,
  type ReadFile,
  type StoredSoFar,
} from "./configuration";
import { DEFAULT_POLL_INTERVAL_MS } from "./defaults";
import { withDistinctLabels } from "./distinct-labels";
import { readEnvironmentAccounts } from "./environment-accounts";
import { environmentSchema } from "./environment-schema";
import { readFileAccounts } from "./file-accounts";
import { fileErrorCode, whyUnreadable, withValueFromFile } from "./key-file";
import { readProxySettings } from "./proxy-settings";
import { readSecretKey, SECRET_KEY_VARIABLES } from "./secret-key-setting";
import { ownTimeZone } from "./time-zone-setting";
import { findUnknownVariables } from "./unknown-variables";

const DEFAULT_FILE = "clusterdeck.yaml";

/** Read outside the two schemas. */
const OTHER_VARIABLES = [
  ...[
    "CLUSTERDECK_CONFIG",
    "CLUSTERDECK_ADMIN_PASSWORD_FILE",
    "CLUSTERDECK_METRICS_TOKEN_FILE",
    "DATABASE_URL_FILE",
    "DATABASE_LISTEN_URL_FILE",
  ],
  ...["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"],
  ...SECRET_KEY_VARIABLES,
];
const KNOWN_VARIABLES = [
  ...Object.keys(environmentSchema.shape),
  ...Object.keys(authSettingsSchema.shape),
  ...OTHER_VARIABLES,
];

const NO_TIME_ZONE: ConfigurationMistake = {
  where: "TZ",
  message:
    "is no time zone that this machine knows. Correct it, or set CLUSTERDECK_TIME_ZONE, for example to Europe/Berlin or UTC",
};

/**
 * Reads the whole configuration, from the environment and from `clusterdeck.yaml`. The result is either complete or a
 * list of everything that is wrong, so that nothing starts half-configured. `stored` is `null` while it is not known:
 * then nothing is concluded from it, and made-up data never take the place of what may be there.
 */
export function readConfiguration(
  variables: Environment,
  providers: readonly Provider[],
  readFile: ReadFile,
  stored: StoredSoFar | null = NOTHING_STORED,
): ConfigurationResult {
  const withUrls = withDatabaseUrls(variables, readFile);
  const withToken = withValueFromFile(withUrls.environment, "CLUSTERDECK_METRICS_TOKEN", readFile);
  const { environment } = withToken;
  const parsed = environmentSchema.safeParse(environment);
  const mistakes: ConfigurationMistake[] = [
    ...withUrls.mistakes,
    ...withToken.mistakes,
    ...(parsed.error?.issues ?? []).map((issue) => ({ where: String(issue.path[0]), message: issue.message })),
  ];
  const accountDefaults = {
    pollIntervalMs: parsed.success ? parsed.data.CLUSTERDECK_POLL_INTERVAL_MS : DEFAULT_POLL_INTERVAL_MS,
    requestsPerMinute: parsed.success ? parsed.data.CLUSTERDECK_REQUESTS_PER_MINUTE : null,
    reachability: parsed.success && parsed.data.CLUSTERDECK_REACHABILITY,
  };
  const common = { providers, readFile, ...accountDefaults };
  const fromEnvironment = readEnvironmentAccounts({ environment, ...common });
  const file = readConfigurationFile(environment, readFile);
  const fromFile = file.text === null ? null : readFileAccounts({ fileName: file.name, text: file.text, ...common });

  const accounts = [...fromEnvironment.accounts, ...(fromFile?.accounts ?? [])];
  mistakes.push(
    ...fromEnvironment.mistakes,
    ...file.mistakes,
    ...(fromFile?.mistakes ?? []),
    ...findDuplicates(accounts),
    ...findStoredAsWell(accounts, stored?.accountIds ?? []),
  );
  const demo = parsed.success ? parsed.data.CLUSTERDECK_DEMO : "off";
  const hasNothing = accounts.length === 0 && stored?.accountIds.length === 0 && !stored.hasPeople;
  const isDemo = demo === "on" || (demo === "auto" && hasNothing);
  const publicUrl = parsed.data?.CLUSTERDECK_PUBLIC_URL ?? `http://127.0.0.1:${parsed.data?.PORT ?? ""}`;
  const trustedProxies = [...(parsed.data?.CLUSTERDECK_TRUSTED_PROXIES ?? []), ...(fromFile?.trustedProxies ?? [])];
  const auth = readAuthSettings(environment, { publicUrl, trustedProxies }, readFile);
  const outbound = readProxySettings(environment);
  const secretKey = readSecretKey(environment, readFile);
  mistakes.push(...auth.mistakes, ...outbound.mistakes, ...secretKey.mistakes);
  // The demo has accounts of its own, and who knows which are stored where nothing can be read.
  if (fromFile?.alerts && !isDemo && stored !== null) {
    const known = [...accounts, ...stored.accountIds.map((id) => ({ id }))];
    mistakes.push(...findUnknownAccounts(fromFile.alerts.namedAccounts, known));
  }
  const timeZone = parsed.data?.CLUSTERDECK_TIME_ZONE ?? fromFile?.timeZone ?? ownTimeZone();
  if (timeZone === null) mistakes.push(NO_TIME_ZONE);
  const warnings = [...findUnknownVariables(environment, KNOWN_VARIABLES, providers), ...outbound.warnings];
  if (!parsed.success || timeZone === null || mistakes.length > 0) return { ok: false, mistakes, warnings };
  const {
    CLUSTERDECK_REACHABILITY_INTERVAL_MS: intervalMs,
    CLUSTERDECK_REACHABILITY_PRIVATE: allowsPrivate,
    CLUSTERDECK_REACHABILITY_RANGES: allowedRanges,
    CLUSTERDECK_DATA_DIR: dataDir,
  } = parsed.data;
  const configurationOf = (inDemo: boolean): Configuration => ({
    accountDefaults,
    accounts: inDemo ? [] : withDistinctLabels(accounts),
    rates: fromFile?.rates ?? [],
    budgets: fromFile?.budgets ?? [],
    timeZone,
    demo: inDemo,
    publicUrl,
    storage: storageOf(parsed.data, inDemo),
    auth: {
      asksForSignIn: auth.asksForSignIn(inDemo),
      firstAdmin: auth.firstAdmin,
      singleSignOn: fromFile?.singleSignOn ?? null,
    },
    trustedProxies,
    metricsToken: parsed.data.CLUSTERDECK_METRICS_TOKEN ?? null,
    isScrapedLocally: !auth.isReachedByOthers,
    proxies: outbound.proxies,
    reachability: { intervalMs, allowsPrivate, allowedRanges },
    alerts: fromFile?.alerts?.alerts ?? NO_CONFIGURED_ALERTS,
    webhookRanges: parsed.data.CLUSTERDECK_WEBHOOK_RANGES,
    providerRanges: parsed.data.CLUSTERDECK_PROVIDER_RANGES,
    secretKey: secretKey.key === null ? { dataDir: folderOf(dataDir, inDemo) } : { key: secretKey.key },
  });
  return {
    ok: true,
    warnings,
    configuration: configurationOf(isDemo),
    own: isDemo && demo === "auto" ? configurationOf(false) : null,
    file: file.text === null ? null : file.name,
  };
}

const STORAGE_VARIABLES = { CLUSTERDECK_DATA_DIR: true, DATABASE_URL: true, DATABASE_LISTEN_URL: true } as const;
type StorageVariables = Pick<z.infer<typeof environmentSchema>, keyof typeof STORAGE_VARIABLES>;

/** Where somebody's own data are, whatever else is configured; `null` if the settings of that are wrong. */
export function ownStorage(variables: Environment, readFile: ReadFile): StoreLocation | null {
  const where = environmentSchema.pick(STORAGE_VARIABLES);
  const { environment, mistakes } = withDatabaseUrls(variables, readFile);
  const { data } = where.safeParse(environment);
  return data === undefined || mistakes.length > 0 ? null : storageOf(data, false);
}

function withDatabaseUrls(variables: Environment, readFile: ReadFile) {
  const first = withValueFromFile(cleanVariables(variables), "DATABASE_URL", readFile);
  const second = withValueFromFile(first.environment, "DATABASE_LISTEN_URL", readFile);
  return { environment: second.environment, mistakes: [...first.mistakes, ...second.mistakes] };
}

/** The demo stores what it makes up in its own place, where it never mixes with real history. */
function storageOf(variables: StorageVariables, isDemo: boolean): StoreLocation {
  const { CLUSTERDECK_DATA_DIR: dataDir, DATABASE_URL: databaseUrl, DATABASE_LISTEN_URL: listenUrl } = variables;
  if (isDemo || databaseUrl === undefined) return { dataDir: folderOf(dataDir, isDemo) };
  return { databaseUrl, ...(listenUrl !== undefined && { listenUrl }) };
}

function folderOf(dataDir: string, isDemo: boolean): string {
  return isDemo ? path.join(dataDir, "demo") : dataDir;
}

function readConfigurationFile(environment: Environment, readFile: ReadFile) {
  const named = environment.CLUSTERDECK_CONFIG;
  const name = named ?? DEFAULT_FILE;
  try {
    return { name, text: readFile(name), mistakes: [] };
  } catch (error) {
    const reason = whyUnreadable(error);
    if (named !== undefined) {
      const message = `names a file that cannot be read: ${name}${reason}`;
      return { name, text: null, mistakes: [{ where: "CLUSTERDECK_CONFIG", message }] };
    }
    // Nobody has to have one; but one that is there must not be passed over.
    const isThere = !["", "ENOENT"].includes(fileErrorCode(error));
    return { name, text: null, mistakes: isThere ? [{ where: name, message: `cannot be read${reason}` }] : [] };
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

/** Whoever removes either is told of both. */
function findStoredAsWell(
  accounts: readonly AccountConfiguration[],
  storedIds: readonly string[],
): ConfigurationMistake[] {
  return accounts
    .filter(({ id }) => storedIds.includes(id))
    .map(({ id, source }) => ({ where: `account ${id}`, message: storedAsWell(source) }));
}

/** What is wrong with an account that comes from here, and from the browser too; completes "The account x". */
export function storedAsWell(source: AccountSource): string {
  const here = source.kind === "file" ? `in ${source.name}` : "by the environment";
  return `is configured ${here}, and was added in the browser as well (Settings, Accounts). Give the one ${here} another id, or remove it there`;
}
