import "server-only";
import type { AccountConfiguration, AccountDefaults } from "../configuration/configuration";
import type { Hints } from "../coordination/hints";
import type { Provider } from "../providers/spec";
import type { SecretBox } from "../secret-box/secret-box";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import { configurationOf } from "./account-configuration";
import { ACCOUNT_PART, type AccountTables } from "./account-part";
import { type AccountStore, createAccountStore } from "./account-store";
import type { StoredAccount } from "./stored-account";
import type { StoredAccounts } from "./stored-accounts";

/** The accounts that were added in the browser, and how people change them. Each change is told to the listeners of `onChange`. */
export interface EditableAccounts extends StoredAccounts {
  /** As they are stored. */
  stored: Omit<AccountStore, "load">;
}

interface Options {
  box: SecretBox;
  providers: readonly Provider[];
  defaults: AccountDefaults;
  hints: Pick<Hints, "tell">;
}

export async function openStoredAccounts(
  store: Store,
  { box, providers, defaults, hints }: Options,
): Promise<EditableAccounts> {
  await migrate(store, ACCOUNT_PART.migrations);
  const accounts = createAccountStore({ db: store.db.withTables<AccountTables>(), box, providers });
  const listeners: (() => void)[] = [];
  let configurations = new Map<StoredAccount, AccountConfiguration>();
  let listed: readonly AccountConfiguration[] | null = null;
  const tell = () => {
    listed = null;
    for (const listener of listeners) listener();
  };
  let latest: Promise<unknown> = Promise.resolve();
  /** The same call, after those before it, so that none reads what another is just changing. */
  const inTurn =
    <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
    (...given: Given): Promise<Result> => {
      const result = latest.then(() => call(...given));
      latest = result.catch(() => {});
      return result;
    };
  /** The same change, told to the listeners and to other servers once it is done. */
  const told =
    <Given extends unknown[], Result>(change: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      const result = await change(...given);
      tell();
      hints.tell("accounts");
      return result;
    };
  await accounts.load();
  return {
    list() {
      if (listed !== null) return listed;
      // The same objects while an account stays as it is, so that its readers can tell.
      configurations = new Map(
        accounts.list().map((one) => [one, configurations.get(one) ?? configurationOf(one, defaults)]),
      );
      listed = [...configurations.values()];
      return listed;
    },
    onChange: (listener) => listeners.push(listener),
    reload: inTurn(async () => {
      if (await accounts.load()) tell();
    }),
    stored: {
      list: accounts.list,
      find: accounts.find,
      add: inTurn(told(accounts.add)),
      change: inTurn(told(accounts.change)),
    },
  };
}
