import "server-only";
import type { AccountDefaults } from "../configuration/configuration";
import type { Provider } from "../providers/spec";
import type { SecretBox } from "../secret-box/secret-box";
import type { Store } from "../store/open-database";
import type { StoredAccounts } from "./stored-accounts";

interface Options {
  box: SecretBox;
  providers: readonly Provider[];
  defaults: AccountDefaults;
}

/** Until acc-stored is merged, which replaces this file. */
export async function openStoredAccounts(_store: Store, _options: Options): Promise<StoredAccounts> {
  return { list: () => [], onChange: () => {}, reload: async () => {} };
}
