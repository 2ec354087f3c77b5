import { queryOptions } from "@tanstack/react-query";
import type { AccountTest } from "@/lib/contract/settings";
import { accountTestShape, settingsShape } from "@/lib/contract/shapes/settings";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { requestJson } from "../request";

const SERVERS_EVERY_MS = 5 * SECOND_MS;

/** How the server is set up: fixed while it runs, except for the size of its data, and for the servers beside it. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => requestJson("/api/settings", settingsShape, { signal }),
  refetchInterval: ({ state }) => (state.data?.servers ? SERVERS_EVERY_MS : false),
});

/** Reads an account once, now. Refused with an explanation if it may not be read yet. */
export function tryAccount(accountId: string): Promise<AccountTest> {
  return requestJson(`/api/settings/accounts/${accountId}/test`, accountTestShape, { method: "POST" });
}
