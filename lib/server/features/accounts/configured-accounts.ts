import "server-only";
import type { AccountConfiguration } from "../../configuration/configuration";
import type { Application } from "../../http/application";

/** The accounts that are set up elsewhere than in the browser. */
export function configuredAccounts({ live }: Pick<Application, "live">): AccountConfiguration[] {
  return live.current().accounts.filter(({ source }) => source.kind !== "browser");
}
