import "server-only";
import { registerSecret } from "../redaction/secrets";
import { conflict, notFound } from "../refusal";
import { insertAccount, type RowContext, readAccounts, updateAccount } from "./account-rows";
import { type AccountChange, KEY_ERASED, type StoredAccount, secretTexts } from "./stored-account";

/** The accounts that were added in the browser, as they are stored. Throws refusals. */
export interface AccountStore {
  /** Returns whether anything is otherwise than before: another server may share the database. */
  load(): Promise<boolean>;
  list(): readonly StoredAccount[];
  find(id: string): StoredAccount | null;
  add(account: StoredAccount): Promise<StoredAccount>;
  /** Sets what `change` makes of the account as it is then. */
  change(id: string, change: (before: StoredAccount) => AccountChange): Promise<StoredAccount>;
}

export function createAccountStore(context: RowContext): AccountStore {
  let accounts: readonly StoredAccount[] = [];

  async function load(): Promise<boolean> {
    const before = new Map(accounts.map((account) => [fingerprint(account), account]));
    // What is as it was stays the same object.
    const after = (await readAccounts(context)).map((account) => before.get(fingerprint(account)) ?? account);
    const isSame = after.length === accounts.length && after.every((account, index) => account === accounts[index]);
    accounts = after;
    for (const account of accounts) registerSecrets(account);
    return !isSame;
  }

  const find = (id: string) => accounts.find((account) => account.id === id) ?? null;

  return {
    load,
    list: () => accounts,
    find,
    async add(account) {
      registerSecrets(account);
      if (!(await insertAccount(context, account))) throw conflict(idTakenWords(account.id));
      await load();
      return account;
    },
    async change(id, change) {
      // Another server may have changed it since.
      await load();
      const before = find(id);
      if (before === null) throw notFound("There is no account with this id.");
      const after = { ...before, ...change(before) };
      if (after.secrets === "erased" && after.retired === null) throw conflict(KEY_ERASED);
      registerSecrets(after);
      await updateAccount(context, after);
      await load();
      return find(id) ?? after;
    },
  };
}

export function idTakenWords(id: string): string {
  return `There is an account with the id ${id} already, or there was one. Choose another id or label.`;
}

function fingerprint(account: StoredAccount): string {
  return JSON.stringify({ ...account, provider: account.provider.id });
}

function registerSecrets(account: StoredAccount): void {
  for (const text of secretTexts(account)) registerSecret(text);
}
