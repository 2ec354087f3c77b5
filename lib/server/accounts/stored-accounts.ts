import "server-only";
import type { AccountConfiguration } from "../configuration/configuration";

/** The accounts that people added in the browser, as they are stored. */
export interface StoredAccounts {
  /**
   * In the order in which they were added, paused and retired ones included: the same array until something changes. One
   * whose settings cannot be unsealed is among them, and each call of its client fails with a `ProviderError` of the
   * kind `auth` that says so.
   */
  list(): readonly AccountConfiguration[];
  /** Calls `listener` after each change, once it is stored. */
  onChange(listener: () => void): void;
  /** Reads again what is stored, since another server may share the database, and tells the listeners if it differs. */
  reload(): Promise<void>;
}
