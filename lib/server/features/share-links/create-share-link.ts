import "server-only";
import type { z } from "zod/mini";
import type { CreatedShareLink, newShareLinkSchema } from "@/lib/contract/share-link";
import { recordAudit } from "../../auth/audit/audit";
import type { PersonInput } from "../../http/define-route";
import { clientAddress } from "../../security/client-address";
import { linkTerms } from "../../sharing/links/link-terms";
import { shareLinkView } from "../../sharing/links/share-link-view";
import { hashingRequester } from "../../workload/hashing";

/** `POST /api/share-links`. Its answer is the only one that ever contains the link's address. */
export async function createShareLink({
  application: { coordination, shareLinks, store, poller, configuration },
  person,
  request,
  readBody,
}: PersonInput<z.output<typeof newShareLinkSchema>>): Promise<CreatedShareLink> {
  const now = coordination.now();
  const wish = await readBody();
  const terms = await linkTerms(wish, poller.store.accounts(), hashingRequester(request, true), now);
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
