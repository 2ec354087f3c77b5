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
 * What a call is to the number of openings. `page`: an open page asks for the fleet again and again, naming the answer that it
 * has; who names none of this link's has just come. `part`: one of the calls beside it, which counts only where it is the very
 * first. `picture`: a chat that draws a preview of the link opens nothing.
 */
export type Opening = "page" | "part" | "picture";

/** Counts how often a link was opened, and records the first time. Never fails: a guest is answered also while nothing can be stored. */
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
