import { type Refresh, refreshSchema } from "@/lib/contract/operations";
import { requestJson } from "./request";

/** Asks the server to read a connection before its turn. Refused with a sentence while it may not be asked again. */
export function refreshConnection(connectionId: string): Promise<Refresh> {
  return requestJson(`/api/connections/${connectionId}/refresh`, refreshSchema, { method: "POST" });
}
