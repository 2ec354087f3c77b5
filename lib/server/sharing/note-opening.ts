import "server-only";
import type { EpochMs } from "@/lib/domain/cluster";
import { recordAudit } from "../access/audit";
import type { Application } from "../application";
import { clientAddress } from "../door/client-address";
import type { StoredLink } from "./stored-link";

/**
 * Counts how often a link was opened. A page that is open asks again and again, naming the answer that it has; who names none has
 * just come. (A chat that draws a preview of the link never asks for the fleet.)
 */
export async function noteOpening(
  { shareLinks, store }: Pick<Application, "shareLinks" | "store">,
  { id, name }: StoredLink,
  { headers }: Request,
  now: EpochMs,
): Promise<void> {
  if (headers.has("if-none-match")) return;
  if (!(await shareLinks.noteOpening(id, now))) return;
  await recordAudit(store, {
    at: now,
    actor: "guest",
    action: "share-link-opened",
    target: name,
    from: clientAddress(headers),
  });
}
