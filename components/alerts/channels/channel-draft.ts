import type { Channel, ChannelType } from "@/lib/contract/alerts/alert-channels";
import type { ChannelField } from "@/lib/domain/alerts/channel-form";
import type { RuleId, Severity } from "@/lib/domain/alerts/rule";

/** A channel as it is being filled in. */
export interface ChannelDraft {
  label: string;
  /** What fields hold, by the name of their setting; "true" for a flag that is set. */
  values: Readonly<Record<string, string>>;
  minSeverity: Severity;
  /** `null` for all. */
  rules: readonly RuleId[] | null;
  accounts: readonly string[] | null;
  show: { names: boolean; costs: boolean };
}

/** What a new channel of a type begins with. */
export function newDraft({ label }: Pick<ChannelType, "label">): ChannelDraft {
  return {
    ...{ label, values: {}, minSeverity: "warning", rules: null, accounts: null },
    show: { names: true, costs: true },
  };
}

/** A channel as it is now. Its secrets stay unless others are typed, so their fields are empty. */
export function draftOf(channel: Channel, fields: readonly ChannelField[]): ChannelDraft {
  const { label, minSeverity, rules, accounts, show, settings } = channel;
  const values = fields
    .filter(({ input }) => input !== "secret")
    .map(({ name }) => [name, writtenAs(settings[name])] as const);
  return { ...{ label, minSeverity, rules, accounts, show }, values: Object.fromEntries(values) };
}

type Setting = string | number | boolean | string[];

/** The settings that fields hold, as clusterdeck.yaml has them. Empty fields are left out. */
export function settingsOf(fields: readonly ChannelField[], values: ChannelDraft["values"]): Record<string, Setting> {
  const settings: Record<string, Setting> = {};
  for (const field of fields) {
    const text = (values[field.name] ?? "").trim();
    if (text !== "" || field.input === "flag") settings[field.name] = settingOf(field, text);
  }
  return settings;
}

/** The same for a change: what was emptied is taken away, but for secrets, which are never shown and so always empty. */
export function changedSettings(fields: readonly ChannelField[], values: ChannelDraft["values"]) {
  const emptied = fields
    .filter(({ name, input }) => input !== "secret" && input !== "flag" && (values[name] ?? "").trim() === "")
    .map(({ name }) => [name, null] as const);
  return { ...Object.fromEntries(emptied), ...settingsOf(fields, values) };
}

function settingOf({ input }: ChannelField, text: string): Setting {
  if (input === "flag") return text === "true";
  if (input === "number") return Number(text);
  if (input !== "list") return text;
  return text
    .split(/[\n,;]/)
    .map((item) => item.trim())
    .filter(Boolean);
}

function writtenAs(setting: unknown): string {
  if (setting === undefined || setting === null) return "";
  return Array.isArray(setting) ? setting.join("\n") : String(setting);
}
