import "server-only";
import type { AccountConfiguration } from "../../configuration/configuration";
import type { Application } from "../../http/application";

/** The accounts that are set up elsewhere than in the browser. */
export function configuredAccounts({ configuration }: Pick<Application, "configuration">): AccountConfiguration[] {
  return configuration.accounts.filter(({ source }) => source.kind !== "browser");
}
