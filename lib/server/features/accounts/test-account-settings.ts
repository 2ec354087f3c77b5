import "server-only";
import type { z } from "zod/mini";
import type { SettingsTestResult, settingsTestSchema } from "@/lib/contract/accounts";
import { enteredAddress } from "../../accounts/entered-address";
import type { AccountSettings } from "../../accounts/stored-account";
import { noteChange } from "../../auth/audit/note-change";
import type { Application } from "../../http/application";
import type { PersonInput } from "../../http/define-route";
import { type OutboundProxy, proxyFor } from "../../outbound/proxies";
import type { Provider } from "../../providers/spec";
import { badRequest } from "../../refusal";
import { takeTurn } from "../../security/take-turn";
import { changedSettings } from "./changed-settings";
import { requireParsed, requireProvider, requireSettings } from "./require-settings";
import { requireStored } from "./require-stored";

/** Settings are tested before they are stored, so nothing of them is kept. */
export async function testAccountSettings(
  call: PersonInput<z.output<typeof settingsTestSchema>>,
): Promise<SettingsTestResult> {
  const { application, person, request } = call;
  const { provider: providerId, settings: given, accountId } = await call.readBody();
  const provider = requireProvider(application, providerId);
  const settings = await settingsToTest(application, { provider, given, accountId });
  takeTurn(application.settingsTests, null, person.id);
  const connection = requireParsed(provider, settings);
  const isAddressEntered = enteredAddress(provider, settings) !== null;
  const outbound = application.providerWays({ isAddressEntered, ca: connection.ca });
  const result = await application.testSettings({ provider, connection, outbound, signal: request.signal });
  const outcome = result.ok ? "it answers" : "it cannot be read";
  await noteChange(call, "account-tested", `${accountId ?? provider.label}: ${outcome}`);
  const proxy = isAddressEntered ? proxyFor(application.configuration.proxies, new URL(connection.baseUrl)) : null;
  return proxy === null ? result : { ...result, notes: [...result.notes, notThrough(proxy)] };
}

function notThrough({ name }: OutboundProxy): string {
  return (
    `An address that is entered here is called directly, and not through the proxy ${name}. ` +
    "If it can be reached only through that, put the account into clusterdeck.yaml."
  );
}

interface Wish {
  provider: Provider;
  given: AccountSettings;
  accountId: string | undefined;
}

function settingsToTest(application: Application, { provider, given, accountId }: Wish): Promise<AccountSettings> {
  if (accountId === undefined) return requireSettings(application, provider, given);
  const account = requireStored(application, accountId);
  if (account.provider !== provider) throw badRequest(`The account ${accountId} is at ${account.provider.label}.`);
  return changedSettings(application, account, given);
}
