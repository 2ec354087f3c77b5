import { queryOptions } from "@tanstack/react-query";
import { type ConnectionTest, connectionTestSchema, settingsSchema } from "@/lib/contract/settings";
import { requestJson } from "./request";

/** How the server was set up: does not change while it runs, but for the size of what it stores. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => requestJson("/api/settings", settingsSchema, { signal }),
});

/** Has an account read once now. Refused with a sentence while it may not be read. */
export function testConnection(connectionId: string): Promise<ConnectionTest> {
  return requestJson(`/api/settings/connections/${connectionId}/test`, connectionTestSchema, { method: "POST" });
}
