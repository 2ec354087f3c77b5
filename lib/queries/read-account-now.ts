import type { Refresh } from "@/lib/contract/operations";
import { refreshShape } from "@/lib/contract/shapes/operations";
import { requestJson } from "./request";

/** Asks the server to read an account ahead of schedule. Refused with an explanation if it is too soon. */
export function readAccountNow(accountId: string): Promise<Refresh> {
  return requestJson(`/api/accounts/${accountId}/refresh`, refreshShape, { method: "POST" });
}
