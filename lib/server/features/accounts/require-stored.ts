import "server-only";
import type { StoredAccount } from "../../accounts/stored-account";
import type { AccountConfiguration } from "../../configuration/configuration";
import type { Application } from "../../http/application";
import { conflict, notFound } from "../../refusal";

/** The account with this id, if it was added in the browser. Throws a refusal that says where else it can be changed. */
export function requireStored({ accounts, configuration }: Application, accountId: string): StoredAccount {
  const configured = configuration.accounts.find(({ id }) => id === accountId);
  const place = configured === undefined ? null : placeOf(configured);
  if (place !== null) throw conflict(`The account ${accountId} ${place}`);
  const found = accounts.stored.find(accountId);
  if (found === null) throw notFound("There is no account with this id.");
  return found;
}

/** Where an account is set up if not in the browser, and what to do there. */
function placeOf({ source, provider }: AccountConfiguration): string | null {
  switch (source.kind) {
    case "environment":
      return `comes from the environment. Change ${provider.key.variable} there, and start Clusterdeck again.`;
    case "file":
      return `is in ${source.name}. Change it there.`;
    case "demo":
      return "is the demo's own, and stays as it is.";
    case "browser":
      return null;
  }
}
