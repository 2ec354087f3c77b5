import "server-only";
import type { StoredAccount } from "../../accounts/stored-account";
import type { AccountConfiguration } from "../../configuration/configuration";
import type { Application } from "../../http/application";
import { conflict, notFound } from "../../refusal";
import { configuredAccounts } from "./configured-accounts";

/** The account with this id, if it was added in the browser. Throws a refusal that says where else it can be changed. */
export function requireStored(application: Application, accountId: string): StoredAccount {
  const configured = configuredAccounts(application).find(({ id }) => id === accountId);
  if (configured !== undefined) throw conflict(`The account ${accountId} ${placeOf(configured)}`);
  const found = application.accounts.stored.find(accountId);
  if (found === null) throw notFound("There is no account with this id.");
  return found;
}

/** Where an account is set up if not in the browser, and what to do there. */
function placeOf({ source, provider }: AccountConfiguration): string {
  switch (source.kind) {
    case "environment":
      return `comes from the environment. Change ${provider.key.variable} there, and start Clusterdeck again.`;
    case "file":
      return `is in ${source.name}. Change it there.`;
    case "demo":
      return "is the demo's own, and stays as it is.";
    case "browser":
      return "was added in the browser.";
  }
}
