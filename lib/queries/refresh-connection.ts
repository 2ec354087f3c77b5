import { type Refresh, refreshSchema } from "@/lib/contract/operations";
import { requestJson } from "./request";

/** Asks the server to read a connection ahead of schedule. Refused with an explanation if it is too soon. */
export function refreshConnection(connectionId: string): Promise<Refresh> {
  return requestJson(`/api/connections/${connectionId}/refresh`, refreshSchema, { method: "POST" });
}
