import "server-only";
import type { z } from "zod/mini";
import type { accountChangeSchema, ListedAccount } from "@/lib/contract/accounts";
import { type AccountChange, type StoredAccount, splitSettings } from "../../accounts/stored-account";
import { noteChange } from "../../auth/audit/note-change";
import type { AccountDeed } from "../../configuration/configuration";
import type { Application } from "../../http/application";
import type { PersonInput } from "../../http/define-route";
import { badRequest } from "../../refusal";
import { storedAccountView } from "./account-view";
import { changeWords } from "./change-words";
import { changedSettings } from "./changed-settings";
import { requireStored } from "./require-stored";

type Wish = z.output<typeof accountChangeSchema>;

/** What is left out stays, secrets too. */
export async function changeAccount(call: PersonInput<Wish>): Promise<ListedAccount> {
  const { application, person } = call;
  const wish = await call.readBody();
  const before = requireStored(application, call.param("accountId"));
  const by = { at: application.coordination.now(), by: person.email };
  const change = await changeOf(application, before, wish, by);
  const changed = await application.accounts.stored.change(before.id, () => change);
  const words = changeWords(before, changed, wish.settings ?? {});
  if (words.length > 0)
    await noteChange(call, "account-changed", `${before.id} (${before.provider.label}): ${words.join(", ")}`);
  return storedAccountView(application, changed);
}

async function changeOf(
  application: Application,
  before: StoredAccount,
  wish: Wish,
  by: AccountDeed,
): Promise<AccountChange> {
  if (wish.id !== undefined && wish.id !== before.id)
    throw badRequest("id cannot be changed: the history knows the account by it. Add another account instead.");
  if (wish.provider !== undefined && wish.provider !== before.provider.id)
    throw badRequest("provider cannot be changed. Add another account instead.");
  const { label, settings, pollIntervalMs, requestsPerMinute, paused, retired } = wish;
  return {
    ...(label !== undefined && { label }),
    ...(settings !== undefined && splitSettings(before.provider, await changedSettings(application, before, settings))),
    ...(pollIntervalMs !== undefined && { pollIntervalMs }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(paused !== undefined && { paused: decided(before.paused, paused, by) }),
    ...(retired !== undefined && { retired: decided(before.retired, retired, by) }),
  };
}

/** Whoever decides the same again changes nothing. */
function decided(before: AccountDeed | null, wanted: boolean, by: AccountDeed): AccountDeed | null {
  return wanted ? (before ?? by) : null;
}
