import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { recordAudit } from "../../auth/audit/audit";
import type { Application } from "../../http/application";
import { log } from "../../log";
import { clientAddress } from "../../security/client-address";
import { namesFormerRevision, namesRevision } from "../../sharing/guests/guest-revision";
import type { StoredLink } from "../../sharing/links/stored-link";
import { answerInTime } from "../../store/confirmed-answers";

/**
 * How a call counts towards the number of openings. `page`: a poll of the fleet. An open page polls again and again,
 * naming the answer that it has; a visitor who names no answer of this link has just arrived. `part`: one of the page's
 * other calls, which counts only if it is the very first. `picture`: a chat that shows a preview of the link does not
 * open it.
 */
export type Opening = "page" | "part" | "picture";

/**
 * Counts how often a link was opened, and records the first time. Never fails: a guest is answered even while nothing
 * can be stored.
 */
export async function noteOpening(
  { shareLinks, store }: Pick<Application, "shareLinks" | "store">,
  link: StoredLink,
  { opening, headers, now }: { opening: Opening; headers: Headers; now: EpochMs },
): Promise<void> {
  const tag = headers.get("if-none-match");
  const isOpen = namesRevision(link, tag) || namesFormerRevision(link, tag);
  const hasCome = link.opens === 0 || (opening === "page" && !isOpen);
  if (opening === "picture" || !hasCome) return;
  const isFirst = await answerInTime(shareLinks.noteOpening(link.id, now)).catch((error: unknown) => {
    log().warn({ err: error }, "The opening of a share link could not be stored");
    return false;
  });
  if (!isFirst) return;
  await recordAudit(store, {
    at: now,
    actor: "guest",
    action: "share-link-opened",
    target: link.name,
    from: clientAddress(headers),
  });
}
