import { queryOptions } from "@tanstack/react-query";
import type { AccountTest } from "@/lib/contract/settings";
import { accountTestShape, settingsShape } from "@/lib/contract/shapes/settings";
import { requestJson } from "../request";

/** How the server is set up: fixed while it runs, except for the size of its data. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => requestJson("/api/settings", settingsShape, { signal }),
});

/** Reads an account once, now. Refused with an explanation if it may not be read yet. */
export function tryAccount(accountId: string): Promise<AccountTest> {
  return requestJson(`/api/settings/accounts/${accountId}/test`, accountTestShape, { method: "POST" });
}
