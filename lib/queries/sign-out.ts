import { doneSchema } from "@/lib/contract/sessions";
import { requestJson } from "./request";

/** By itself, as every page holds it: whoever leaves must not depend on a part of the program that is still to be loaded. */
export async function signOut(): Promise<void> {
  await requestJson("/api/auth/sign-out", doneSchema, { method: "POST", body: {} });
}
