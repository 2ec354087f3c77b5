import "server-only";
import {
  type AccountSettings,
  KEY_ERASED,
  KEY_UNREADABLE,
  type StoredAccount,
  wholeSettings,
} from "../../accounts/stored-account";
import type { Application } from "../../http/application";
import { conflict } from "../../refusal";
import { mergeSettings, requireParsed, requireSettings, wrongSettings } from "./require-settings";

/**
 * All settings of a stored account with these instead of its own. Throws a 400 if a stored secret would go to another server than the
 * one that it was entered for: whoever may change an address must not learn a key by it.
 */
export async function changedSettings(
  application: Pick<Application, "configuration">,
  account: StoredAccount,
  given: AccountSettings,
): Promise<AccountSettings> {
  const { provider } = account;
  const before = wholeSettings(account);
  const secretNames = Object.keys(provider.fields).filter((name) => provider.fields[name]?.isSecret);
  if (before === null && !secretNames.some((name) => isGiven(given[name])))
    throw conflict(account.secrets === "erased" ? KEY_ERASED : KEY_UNREADABLE);
  const after = mergeSettings(before ?? account.settings, given);
  const parsed = requireParsed(provider, after);
  const kept = secretNames.filter(
    (name) => isGiven(before?.[name]) && after[name] === before?.[name] && !isGiven(given[name]),
  );
  if (before !== null && kept.length > 0) {
    const was = provider.parse({ ...before }, { allowsHttp: true });
    if (!was.ok || was.baseUrl !== parsed.baseUrl || was.ca !== parsed.ca) throw mustBeEnteredAgain(account, kept);
  }
  return requireSettings(application, provider, after);
}

function mustBeEnteredAgain({ provider }: StoredAccount, names: readonly string[]) {
  const labels = names.map((name) => provider.fields[name]?.label ?? name).join(" and ");
  const detail = `Enter ${labels} again: what is stored is sent only to the server that it was entered for.`;
  return wrongSettings(detail, Object.fromEntries(names.map((name) => [name, detail])));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}
