import "server-only";
import type { AccountDeed } from "../configuration/configuration";
import type { Provider } from "../providers/spec";

/** What an account needs to be connected, by the names that clusterdeck.yaml uses. */
export type AccountSettings = Readonly<Record<string, unknown>>;

/** An account that was added in the browser. */
export interface StoredAccount {
  id: string;
  provider: Provider;
  label: string;
  /** Without the secrets. */
  settings: AccountSettings;
  /** What is sealed: "unreadable" if that was done with another key than today's, "erased" if nothing is kept any more. */
  secrets: AccountSettings | "unreadable" | "erased";
  /** `null` for what the server's configuration says. */
  pollIntervalMs: number | null;
  /** `null` for what the server's configuration, or the provider, says. */
  requestsPerMinute: number | null;
  paused: AccountDeed | null;
  retired: AccountDeed | null;
  created: AccountDeed;
}

/** What may be changed. */
export type AccountChange = Partial<Omit<StoredAccount, "id" | "provider" | "created">>;

export const KEY_UNREADABLE =
  "Its key cannot be read: it was sealed with another key than the one that this server has. Enter it again, or give the server its old key back.";
export const KEY_ERASED = "Its key was erased. Enter one to read the account again.";

/** All settings of an account; `null` if its secrets cannot be read. */
export function wholeSettings({
  settings,
  secrets,
}: Pick<StoredAccount, "settings" | "secrets">): AccountSettings | null {
  return typeof secrets === "string" ? null : { ...settings, ...secrets };
}

/** Settings as they are stored: the secrets apart. */
export function splitSettings(
  { fields }: Pick<Provider, "fields">,
  settings: AccountSettings,
): { settings: AccountSettings; secrets: AccountSettings } {
  const isSecret = ([name]: [string, unknown]) => fields[name]?.isSecret === true;
  const entries = Object.entries(settings);
  return {
    settings: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(entries.filter(isSecret)),
  };
}

/** Every text in an account's secrets that must not appear in a log. */
export function secretTexts({ secrets }: Pick<StoredAccount, "secrets">): string[] {
  if (typeof secrets === "string") return [];
  return Object.values(secrets).filter((value) => typeof value === "string");
}
