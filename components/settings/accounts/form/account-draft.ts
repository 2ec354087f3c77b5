import type { AccountChange, AccountProvider, ListedAccount, NewAccount } from "@/lib/contract/accounts";
import { freeId } from "@/lib/domain/text/free-id";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { fieldsOf, type Way, wayOf, waysOf } from "./ways";

/** Where settings are tested, so no account may have it. */
const RESERVED_ID = "test";

/** An account as it is being filled in. */
export interface AccountDraft {
  label: string;
  /** Empty for one that is made from the label. */
  id: string;
  /** Which of the provider's ways to set it up is filled in. */
  way: Way["id"];
  /** What fields hold, by the name of their setting. */
  values: Readonly<Record<string, string>>;
  /** In seconds; empty for what the server's configuration says. */
  interval: string;
  requestsPerMinute: string;
}

/** What a new account at a provider begins with. */
export function newDraft(provider: AccountProvider): AccountDraft {
  const [way] = waysOf(provider);
  return { label: provider.label, id: "", way: way.id, values: {}, interval: "", requestsPerMinute: "" };
}

/** An account as it is now. Its secrets are never shown, so their fields are empty. */
export function draftOf(account: ListedAccount, provider: AccountProvider): AccountDraft {
  const plain = provider.fields.filter(({ isSecret }) => !isSecret);
  return {
    ...{ label: account.label, id: account.id, way: wayOf(provider, account.settings).id },
    values: Object.fromEntries(plain.map(({ name }) => [name, textOf(account.settings[name])])),
    interval: String(account.pollIntervalMs / SECOND_MS),
    requestsPerMinute: textOf(account.requestsPerMinute),
  };
}

/** `taken`: the ids of all accounts, retired ones included. */
export function newAccountOf(provider: AccountProvider, draft: AccountDraft, taken: readonly string[]): NewAccount {
  const pollIntervalMs = intervalMsOf(draft);
  const requestsPerMinute = budgetOf(draft);
  return {
    ...{
      provider: provider.id,
      label: draft.label.trim() || provider.label,
      settings: enteredSettings(provider, draft),
    },
    id: draft.id.trim() || freeId(draft.label, provider.id, [RESERVED_ID, ...taken]),
    ...(pollIntervalMs !== null && { pollIntervalMs }),
    ...(requestsPerMinute !== null && { requestsPerMinute }),
  };
}

/** The settings that the way's fields hold. Empty fields are left out. */
export function enteredSettings(
  provider: AccountProvider,
  { way, values }: Pick<AccountDraft, "way" | "values">,
): Record<string, string> {
  const entered = fieldsOf(provider, way).map(({ name }) => [name, (values[name] ?? "").trim()] as const);
  return Object.fromEntries(entered.filter(([, text]) => text !== ""));
}

/** Only what is otherwise than before. A setting that was emptied, or belongs to the way that was left, is taken away. */
export function changedSettings(
  account: ListedAccount,
  provider: AccountProvider,
  draft: Pick<AccountDraft, "way" | "values">,
): Record<string, string | null> {
  const entered = enteredSettings(provider, draft);
  const isOtherWay = draft.way !== wayOf(provider, account.settings).id;
  const shown = new Set(fieldsOf(provider, draft.way).map(({ name }) => name));
  const changes = provider.fields.map(({ name, isSecret }): [string, string | null] | null => {
    const text = entered[name];
    if (text !== undefined) return text === account.settings[name] ? null : [name, text];
    // The field of a secret is empty as long as it stays.
    const isGone = isSecret ? isOtherWay && !shown.has(name) : textOf(account.settings[name]) !== "";
    return isGone ? [name, null] : null;
  });
  return Object.fromEntries(changes.filter((change) => change !== null));
}

export function accountChangeOf(account: ListedAccount, provider: AccountProvider, draft: AccountDraft): AccountChange {
  const before = draftOf(account, provider);
  const settings = changedSettings(account, provider, draft);
  return {
    ...(draft.label.trim() !== before.label && { label: draft.label.trim() || provider.label }),
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(draft.interval !== before.interval && { pollIntervalMs: intervalMsOf(draft) }),
    ...(draft.requestsPerMinute !== before.requestsPerMinute && { requestsPerMinute: budgetOf(draft) }),
  };
}

/** Whether the stored secrets would go to another server than the one that they were entered for. */
export function isElsewhere(
  account: ListedAccount,
  provider: AccountProvider,
  draft: Pick<AccountDraft, "way" | "values">,
): boolean {
  const settings = changedSettings(account, provider, draft);
  return draft.way !== wayOf(provider, account.settings).id || provider.addressSetting in settings;
}

function intervalMsOf({ interval }: AccountDraft): number | null {
  return interval.trim() === "" ? null : Math.round(Number(interval) * SECOND_MS);
}

function budgetOf({ requestsPerMinute }: AccountDraft): number | null {
  return requestsPerMinute.trim() === "" ? null : Number(requestsPerMinute);
}

function textOf(setting: unknown): string {
  return setting === undefined || setting === null ? "" : String(setting);
}
