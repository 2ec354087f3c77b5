import "server-only";
import { z } from "zod/mini";
import { nearest } from "@/lib/domain/text/nearest";
import type { ChannelKind } from "./channel-kind";

/** One setting that is wrong. `message` completes a sentence that begins with the setting, and never holds its value. */
interface SettingMistake {
  setting: string;
  message: string;
}

export type ChannelSettings = Readonly<Record<string, unknown>>;

type Parsed = { ok: true; settings: ChannelSettings } | { ok: false; mistakes: SettingMistake[] };

/**
 * The settings of a channel, with defaults. A setting that its kind does not have is a mistake: somebody misspelt it, or one of `others`
 * that may stand beside them.
 */
export function parseChannelSettings(
  kind: ChannelKind,
  values: ChannelSettings,
  others: readonly string[] = [],
): Parsed {
  const names = settingNames(kind);
  const unknown = Object.keys(values).filter((name) => !names.includes(name));
  const parsed = z.safeParse(kind.settings, values);
  if (parsed.success && unknown.length === 0) return { ok: true, settings: Object(parsed.data) };
  return {
    ok: false,
    mistakes: [
      ...unknown.map((name) => ({
        setting: name,
        message: `is not a setting of a ${kind.label} channel; the nearest is ${nearest(name, [...names, ...others])}`,
      })),
      ...(parsed.error?.issues ?? []).map((issue) => ({
        setting: issue.path.map(String).join("."),
        message: messageOf(issue, valueAt(values, issue.path)),
      })),
    ],
  };
}

/** What may be set for a kind of channel. */
export function settingNames({ settings }: ChannelKind): string[] {
  return settings instanceof z.ZodMiniObject ? Object.keys(settings._zod.def.shape) : [];
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      // YAML takes a chat's number for a number.
      if (issue.expected === "string" && typeof value === "number") return "must be text: put it in quotes";
      return `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "number" || issue.origin === "int" ? `must be at least ${issue.minimum}` : "is empty";
    case "too_big":
      return issue.origin === "number" || issue.origin === "int" ? `must be at most ${issue.maximum}` : "is too long";
    default:
      return issue.message.replace(/\.$/, "");
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
};

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, name) => Reflect.get(Object(value), name), values);
}
