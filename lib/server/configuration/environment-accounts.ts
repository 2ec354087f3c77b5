import "server-only";
import { mayBeFile } from "../providers/settings";
import type { Provider } from "../providers/spec";
import { withoutQuotes } from "./clean-variables";
import type { AccountConfiguration, ConfigurationMistake, Environment, ReadFile } from "./configuration";
import { readKeyFile } from "./key-file";

interface Input {
  environment: Environment;
  providers: readonly Provider[];
  readFile: ReadFile;
  pollIntervalMs: number;
  requestsPerMinute: number | null;
  reachability: boolean;
}

/** One account for each provider that has any variable set. Its id is the provider's. */
export function readEnvironmentAccounts(input: Input): {
  accounts: AccountConfiguration[];
  mistakes: ConfigurationMistake[];
} {
  const accounts: AccountConfiguration[] = [];
  const mistakes: ConfigurationMistake[] = [];
  for (const provider of input.providers) {
    const { settings, mistakes: unreadable } = readSettings(provider, input);
    mistakes.push(...unreadable);
    if (Object.keys(settings).length === 0 || unreadable.length > 0) continue;
    const parsed = provider.parse(settings);
    if (!parsed.ok) {
      mistakes.push(
        ...parsed.issues.map(({ setting, message }) => ({
          where: provider.fields[setting]?.variable ?? setting,
          message,
        })),
      );
      continue;
    }
    const { ok: _, ...connection } = parsed;
    accounts.push({
      ...{ id: provider.id, source: { kind: "environment" }, paused: null, retired: null },
      ...{ label: provider.label, provider, settings },
      ...connection,
      pollIntervalMs: input.pollIntervalMs,
      requestsPerMinute: input.requestsPerMinute ?? provider.requestsPerMinute,
      reachability: input.reachability,
    });
  }
  return { accounts, mistakes };
}

function readSettings(provider: Provider, { environment, readFile }: Input) {
  const settings: Record<string, string> = {};
  const mistakes: ConfigurationMistake[] = [];
  for (const [setting, field] of Object.entries(provider.fields)) {
    const { variable } = field;
    const value = environment[variable];
    if (value) settings[setting] = value;
    if (!mayBeFile(field)) continue;
    const path = environment[`${variable}_FILE`];
    if (!path) continue;
    if (value) mistakes.push({ where: `${variable}_FILE`, message: `is set as well as ${variable}; keep one of them` });
    const file = readKeyFile(path, readFile);
    if ("text" in file) settings[setting] = withoutQuotes(file.text);
    else mistakes.push({ where: `${variable}_FILE`, message: `names a file that ${file.problem}` });
  }
  return { settings, mistakes };
}
