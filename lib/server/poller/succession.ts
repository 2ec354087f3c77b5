import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { AccountConfiguration } from "../configuration/configuration";
import { initialSnapshot, standing } from "./initial-snapshot";
import type { Beginning, RunningAccount } from "./start-account";

/** How an account is polled, and as what it is configured. */
export interface PolledAs {
  account: AccountConfiguration;
  running: RunningAccount;
}

type Succession = { goesOn: RunningAccount; beginning?: never } | { goesOn?: never; beginning: Beginning };

/**
 * What becomes of an account that is configured anew: it goes on with what changes nothing about its calls, or begins again
 * with what was read of it. Ends what cannot go on.
 */
export function succession(account: AccountConfiguration, before: PolledAs | undefined): Succession {
  if (before === undefined) return { beginning: { snapshot: initialSnapshot(account) } };
  const { account: old, running } = before;
  const isSameClient = isDeepStrictEqual(old.settings, account.settings);
  if (isSameClient && isPaused(old) === isPaused(account) && old.provider.id === account.provider.id) {
    running.adjust(account);
    return { goesOn: running };
  }
  const { snapshot: latest, ...owed } = running.stop();
  // What another provider said is of another account.
  if (old.provider.id !== account.provider.id) return { beginning: { snapshot: initialSnapshot(account) } };
  const { label, canCreate } = initialSnapshot(account);
  const snapshot = { ...latest, ...standing(account.paused), label, canCreate };
  // Another key, or another address, has limits of its own.
  return { beginning: isSameClient ? { snapshot, ...owed } : { snapshot } };
}

/** Another deed of the same kind changes nothing: the first one holds. */
function isPaused({ paused }: AccountConfiguration): boolean {
  return paused !== null;
}
