import "server-only";
import type { z } from "zod";
import { FORMER_ACCOUNT, FORMER_ACCOUNTS } from "@/lib/domain/text/former-words";
import { nearest } from "@/lib/domain/text/nearest";
import { mayBeFile } from "../providers/settings";
import type { Provider } from "../providers/spec";
import { readAlerts } from "./alerts/read-alerts";
import type {
  AccountConfiguration,
  Budget,
  ConfigurationMistake,
  ConfiguredRate,
  ReadFile,
  SingleSignOnConfiguration,
} from "./configuration";
import { type accountCommonSchema, COMMON_SETTINGS, fileSchema } from "./file-schema";
import { readKeyFile } from "./key-file";
import { settingsAt } from "./settings-at";
import { readSingleSignOn } from "./single-sign-on-settings";
import { parseYaml, type YamlSource } from "./yaml-source";

interface Input {
  fileName: string;
  text: string;
  providers: readonly Provider[];
  readFile: ReadFile;
  pollIntervalMs: number;
  requestsPerMinute: number | null;
  reachability: boolean;
}

interface Output {
  accounts: AccountConfiguration[];
  rates: ConfiguredRate[];
  budgets: Budget[];
  timeZone: string | null;
  trustedProxies: string[];
  singleSignOn: SingleSignOnConfiguration | null;
  alerts: ReturnType<typeof readAlerts> | null;
  mistakes: ConfigurationMistake[];
}

const NOTHING: Output = {
  accounts: [],
  rates: [],
  budgets: [],
  timeZone: null,
  trustedProxies: [],
  singleSignOn: null,
  alerts: null,
  mistakes: [],
};

const RENAMED_SETTINGS: ReadonlyMap<string, string> = new Map([
  [FORMER_ACCOUNTS, "accounts"],
  [FORMER_ACCOUNT, "account"],
]);

/** Reads `clusterdeck.yaml`: every mistake with its line. */
export function readFileAccounts(input: Input): Output {
  const source = parseYaml(input.fileName, input.text);
  if (source.mistakes.length > 0) return { ...NOTHING, mistakes: source.mistakes };
  const parsed = fileSchema.safeParse(source.value ?? {});
  if (!parsed.success) {
    return { ...NOTHING, mistakes: parsed.error.issues.flatMap((issue) => describeIssue(issue, source)) };
  }
  const mistakes: ConfigurationMistake[] = [];
  const accounts = parsed.data.accounts.flatMap((entry, index) => {
    const result = readAccountEntry(entry, index, source, input);
    mistakes.push(...result.mistakes);
    return result.accounts;
  });
  const { rates, budgets, timeZone = null, trustedProxies, signIn } = parsed.data;
  const matches = { rates, budgets };
  for (const [section, entries] of Object.entries(matches)) {
    for (const [index, { match }] of entries.entries()) {
      if (match.provider === undefined || input.providers.some(({ id }) => id === match.provider)) continue;
      const where = source.where([section, index, "match", "provider"]);
      mistakes.push({ where, message: unknownProvider(input.providers) });
    }
  }
  const oidc = signIn.oidc && readSingleSignOn(signIn.oidc, source, input.readFile);
  if (oidc) mistakes.push(...oidc.mistakes);
  const singleSignOn = oidc?.singleSignOn ?? null;
  const alerts = parsed.data.alerts === undefined ? null : readAlerts(parsed.data.alerts, source, input.readFile);
  if (alerts) mistakes.push(...alerts.mistakes);
  return { accounts, rates, budgets, timeZone, trustedProxies, singleSignOn, alerts, mistakes };
}

function readAccountEntry(
  entry: z.infer<typeof accountCommonSchema>,
  index: number,
  source: YamlSource,
  { fileName, providers, readFile, pollIntervalMs, requestsPerMinute, reachability }: Input,
): { accounts: AccountConfiguration[]; mistakes: ConfigurationMistake[] } {
  const at = (setting: string) => source.where(["accounts", index, setting]);
  const fail = (...mistakes: ConfigurationMistake[]) => ({ accounts: [], mistakes });
  const provider = providers.find(({ id }) => id === entry.provider);
  if (!provider) return fail({ where: at("provider"), message: unknownProvider(providers) });

  const settings = Object.fromEntries(Object.entries(entry).filter(([name]) => !COMMON_SETTINGS.includes(name)));
  const files = Object.entries(provider.fields).flatMap(([name, field]) => (mayBeFile(field) ? [fileOf(name)] : []));
  const known = [...Object.keys(provider.fields), ...files];
  const unknown = Object.keys(settings).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const settingsOf = [...COMMON_SETTINGS, ...known];
    const message = `is not a setting of ${provider.label}; the settings are ${settingsOf.join(", ")}`;
    return fail(
      ...unknown.map((name) => ({
        where: source.whereNamed(["accounts", index], name),
        message: `${name} ${message}; the nearest is ${nearest(name, settingsOf)}`,
      })),
    );
  }
  for (const setting of Object.keys(provider.fields)) {
    const path = settings[fileOf(setting)];
    if (path === undefined) continue;
    const where = at(fileOf(setting));
    if (typeof path !== "string") return fail({ where, message: `${fileOf(setting)} must be a path` });
    if (settings[setting] !== undefined)
      return fail({ where, message: `${fileOf(setting)} is set as well as ${setting}; keep one of them` });
    const file = readKeyFile(path, readFile);
    if ("problem" in file) return fail({ where, message: `${fileOf(setting)} names a file that ${file.problem}` });
    settings[setting] = file.text;
  }
  const parsed = provider.parse(settings);
  if (!parsed.ok) {
    return fail(
      ...parsed.issues.map(({ setting, message }) => ({ where: at(setting), message: `${setting} ${message}` })),
    );
  }
  const { ok: _, ...connection } = parsed;
  const account: AccountConfiguration = {
    ...connection,
    id: entry.id ?? provider.id,
    ...{ source: { kind: "file", name: fileName }, paused: null, retired: null },
    label: entry.label ?? entry.id ?? provider.label,
    provider,
    settings,
    pollIntervalMs: entry.pollIntervalMs ?? pollIntervalMs,
    requestsPerMinute: entry.requestsPerMinute ?? requestsPerMinute ?? provider.requestsPerMinute,
    reachability: entry.reachability ?? reachability,
  };
  return { accounts: [account], mistakes: [] };
}

/** The setting that names the file in which another one's value is. */
function fileOf(setting: string): string {
  return `${setting}File`;
}

function describeIssue(issue: z.core.$ZodIssue, source: YamlSource): ConfigurationMistake[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      where: source.whereNamed(issue.path, key),
      message: unknownSetting(key, settingsAt(fileSchema, issue.path)),
    }));
  }
  return [{ where: source.where(issue.path), message: `${issue.path.map(String).join(".")} ${issue.message}` }];
}

function unknownSetting(name: string, known: readonly string[]): string {
  const now = RENAMED_SETTINGS.get(name);
  if (now === undefined) return `${name} is not a known setting here; the nearest is ${nearest(name, known)}`;
  return `${name} is now called ${now}: write ${now} instead, and leave its contents as they are`;
}

function unknownProvider(providers: readonly Provider[]): string {
  return `provider must be one of ${providers.map(({ id }) => id).join(", ")}`;
}
