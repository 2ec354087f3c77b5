import { queryOptions } from "@tanstack/react-query";
import type { AccountChange, ListedAccount, NewAccount, SettingsTestResult } from "@/lib/contract/accounts";
import { accountsShape, listedAccountShape, settingsTestResultShape } from "@/lib/contract/shapes/accounts";
import { doneShape } from "@/lib/contract/shapes/sessions";
import { PROVIDER_TIMEOUT_MS, requestJson } from "../request";

const PATH = "/api/accounts";
const POLL_MS = 15_000;

/** The accounts, with where each is set up and how it is doing, and what each provider asks for. */
export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  queryFn: ({ signal }) => requestJson(PATH, accountsShape, { signal }),
  refetchInterval: POLL_MS,
  refetchIntervalInBackground: false,
});

export function addAccount(account: NewAccount): Promise<ListedAccount> {
  // The first account ends the demo, which waits until the own data is open.
  return requestJson(PATH, listedAccountShape, { method: "POST", body: account, timeoutMs: PROVIDER_TIMEOUT_MS });
}

export function changeAccount(accountId: string, change: AccountChange): Promise<ListedAccount> {
  return requestJson(pathOf(accountId), listedAccountShape, { method: "PATCH", body: change });
}

/** Its history stays; its key is erased. */
export async function retireAccount(accountId: string): Promise<void> {
  await requestJson(pathOf(accountId), doneShape, { method: "DELETE" });
}

export interface SettingsTest {
  provider: string;
  settings: Record<string, string | null>;
  /** Whose stored settings stand in for what is left out. */
  accountId?: string;
}

/** Reads an account once with these settings, of which the server keeps nothing. */
export function testSettings(test: SettingsTest): Promise<SettingsTestResult> {
  return requestJson(`${PATH}/test`, settingsTestResultShape, {
    ...{ method: "POST", body: test, timeoutMs: PROVIDER_TIMEOUT_MS },
  });
}

function pathOf(accountId: string): string {
  return `${PATH}/${encodeURIComponent(accountId)}`;
}
