import { doneShape } from "@/lib/contract/shapes/sessions";
import { requestJson } from "./request";

/** In a file of its own, since every page loads it: signing out must not depend on code that is yet to be loaded. */
export async function signOut(): Promise<void> {
  await requestJson("/api/auth/sign-out", doneShape, { method: "POST", body: {} });
}
