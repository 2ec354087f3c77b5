import { unlockedSchema } from "@/lib/contract/shared";
import { requestJson } from "./request";

/** Says a share link's password. From then on this browser has a pass for the link. */
export async function unlockShared(path: string, password: string): Promise<void> {
  await requestJson(`${path}/unlock`, unlockedSchema, { method: "POST", body: new URLSearchParams({ password }) });
}
