import "server-only";
import { type CreatedShareLink, newShareLinkSchema } from "@/lib/contract/share-link";
import { recordAudit } from "../../auth/audit/audit";
import type { Person } from "../../auth/people/person";
import type { Application } from "../../http/application";
import { readJson } from "../../http/read-json";
import { clientAddress } from "../../security/client-address";
import { linkTerms } from "../../sharing/links/link-terms";
import { shareLinkView } from "../../sharing/links/share-link-view";
import { hashingAsker } from "../../workload/hashing";

/** `POST /api/share-links`. Its answer is the only one that ever holds the link's address. */
export async function createShareLink(
  { shareLinks, store, poller, configuration }: Application,
  person: Person,
  request: Request,
): Promise<CreatedShareLink> {
  const now = Date.now();
  const wish = await readJson(request, newShareLinkSchema);
  const terms = await linkTerms(wish, poller.store.connections(), hashingAsker(request, true), now);
  const { link, token } = await shareLinks.create(terms, person.email, now);
  await recordAudit(store, {
    at: now,
    actor: person.email,
    action: "share-link-made",
    target: link.name,
    from: clientAddress(request.headers),
  });
  return { ...shareLinkView(link, null, now), url: new URL(`/s/${token}`, configuration.publicUrl).href };
}
