import "server-only";
import type { z } from "zod";
import { RULE_IDS } from "@/lib/domain/alerts/rule";
import { nearest } from "@/lib/domain/text/nearest";
import { CHANNEL_KINDS, channelKindOf } from "../../alerts/channels/channel-kinds";
import { parseChannelSettings } from "../../alerts/channels/channel-settings";
import type { ConfigurationMistake, ReadFile } from "../configuration";
import { readKeyFile } from "../key-file";
import type { YamlSource } from "../yaml-source";
import { type alertsSchema, CHANNEL_COMMON_SETTINGS, type ChannelEntry } from "./alerts-schema";
import type { ConfiguredAlerts, ConfiguredChannel } from "./configured-alerts";

/** What a secret's setting is called that names a file instead: "urlFile". */
const FILE = "File";

interface Result {
  alerts: ConfiguredAlerts;
  /** Where the file names accounts, which only the whole configuration knows. */
  namedAccounts: readonly NamedAccount[];
  mistakes: ConfigurationMistake[];
}

interface NamedAccount {
  id: string;
  where: string;
}

/** The part of a valid section that its schema cannot check: what each kind of channel asks for, and where secrets come from. */
export function readAlerts(section: z.infer<typeof alertsSchema>, source: YamlSource, readFile: ReadFile): Result {
  const { heartbeatUrl, heartbeatUrlFile, rules, channels, silences, ...timing } = section;
  const heartbeat = withSecretFiles({ heartbeatUrl, heartbeatUrlFile }, ["heartbeatUrl"], readFile);
  const read = channels.map((entry, index) => readChannel(entry, ["alerts", "channels", index], { source, readFile }));
  return {
    alerts: {
      heartbeatUrl: typeof heartbeat.settings.heartbeatUrl === "string" ? heartbeat.settings.heartbeatUrl : null,
      timing,
      rules: new Map(RULE_IDS.flatMap((id) => (rules[id] === undefined ? [] : [[id, rules[id]]]))),
      channels: read.flatMap(({ channel }) => channel ?? []),
      silences: silences.map(({ until = null, weekly = null, ...silence }) => ({ ...silence, until, weekly })),
    },
    namedAccounts: findNamedAccounts(section, source),
    mistakes: [
      ...heartbeat.mistakes.map(({ setting, message }) => ({ where: source.where(["alerts", setting]), message })),
      ...read.flatMap(({ mistakes }) => mistakes),
      ...findDuplicates(channels, source),
    ],
  };
}

/** A mistake for each account that the section names and that there is not. */
export function findUnknownAccounts(
  named: readonly NamedAccount[],
  accounts: readonly { id: string }[],
): ConfigurationMistake[] {
  const ids = accounts.map(({ id }) => id);
  return named
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, where }) => {
      const closest = nearest(id, ids);
      const advice = closest === null ? "there are no accounts" : `the nearest account is ${closest}`;
      return { where, message: `${JSON.stringify(id)} is not the id of an account; ${advice}` };
    });
}

interface ChannelResult {
  channel: ConfiguredChannel | null;
  mistakes: ConfigurationMistake[];
}

function readChannel(
  entry: ChannelEntry,
  path: readonly PropertyKey[],
  { source, readFile }: { source: YamlSource; readFile: ReadFile },
): ChannelResult {
  const kind = channelKindOf(entry.type);
  if (kind === null) {
    return { channel: null, mistakes: [{ where: source.where([...path, "type"]), message: unknownType(entry.type) }] };
  }
  const { id, label = id, minSeverity, rules, accounts, show } = entry;
  const own = Object.entries(entry).filter(([name]) => !CHANNEL_COMMON_SETTINGS.includes(name));
  const { settings, mistakes } = withSecretFiles(Object.fromEntries(own), kind.secrets, readFile);
  const files = kind.secrets.map((secret) => `${secret}${FILE}`);
  const parsed = parseChannelSettings(kind, settings, [...CHANNEL_COMMON_SETTINGS, ...files]);
  const found = [
    ...mistakes,
    ...(parsed.ok ? [] : parsed.mistakes)
      // What could not be read from its file is not missing as well.
      .filter(({ setting }) => !mistakes.some((one) => one.setting === `${setting}${FILE}`))
      .map(({ setting, message }) => ({ setting, message: `${setting} ${message}` })),
  ];
  if (found.length > 0 || !parsed.ok) {
    return {
      channel: null,
      mistakes: found.map(({ setting, message }) => ({
        where: source.whereNamed(path, setting.split(".")[0] ?? ""),
        message,
      })),
    };
  }
  const channel = { id, kind, label, minSeverity, rules, accounts, show, settings: parsed.settings };
  return { channel, mistakes: [] };
}

/** The settings, with each secret that is in a file read from it. */
function withSecretFiles(entry: Readonly<Record<string, unknown>>, secrets: readonly string[], readFile: ReadFile) {
  const settings: Record<string, unknown> = Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  );
  const mistakes: { setting: string; message: string }[] = [];
  for (const secret of secrets) {
    const setting = `${secret}${FILE}`;
    const path = settings[setting];
    if (path === undefined) continue;
    delete settings[setting];
    if (secret in settings) {
      mistakes.push({ setting, message: `${setting} is set as well as ${secret}; keep one of them` });
    } else if (typeof path !== "string") {
      mistakes.push({ setting, message: `${setting} must be a path` });
    } else {
      const file = readKeyFile(path, readFile);
      if ("text" in file) settings[secret] = file.text;
      else mistakes.push({ setting, message: `${setting} names a file that ${file.problem}` });
    }
  }
  return { settings, mistakes };
}

function unknownType(type: string): string {
  const types = CHANNEL_KINDS.map(({ id }) => id);
  return `type must be one of ${types.join(", ")}, and ${JSON.stringify(type)} is none; the nearest is ${nearest(type, types)}`;
}

function findNamedAccounts({ channels, silences }: z.infer<typeof alertsSchema>, source: YamlSource): NamedAccount[] {
  return [
    ...channels.flatMap(({ accounts }, index) =>
      (accounts ?? []).map((id, at) => ({ id, where: source.where(["alerts", "channels", index, "accounts", at]) })),
    ),
    ...silences.flatMap(({ match: { accountId } }, index) =>
      accountId === undefined
        ? []
        : [{ id: accountId, where: source.where(["alerts", "silences", index, "match", "accountId"]) }],
    ),
  ];
}

function findDuplicates(channels: readonly { id: string }[], source: YamlSource): ConfigurationMistake[] {
  const ids = channels.map(({ id }) => id);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [
          {
            where: source.where(["alerts", "channels", index, "id"]),
            message: `id ${id} is used by two channels; give each its own`,
          },
        ],
  );
}
