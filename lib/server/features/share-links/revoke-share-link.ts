import "server-only";
import type { ShareLink } from "@/lib/contract/share-link";
import { recordAudit } from "../../auth/audit/audit";
import type { Person } from "../../auth/people/person";
import type { Application } from "../../http/application";
import { clientAddress } from "../../security/client-address";
import { requireShareLink } from "../../sharing/links/require-share-link";
import { shareLinkView } from "../../sharing/links/share-link-view";

/**
 * `DELETE /api/share-links/{linkId}`. The link stays in the list: who had which link matters most after it was revoked.
 */
export async function revokeShareLink(
  { coordination, shareLinks, displays, store }: Application,
  person: Person,
  linkId: string,
  { headers }: Request,
): Promise<ShareLink> {
  const now = coordination.now();
  const link = await requireShareLink(shareLinks, linkId);
  if (await shareLinks.revoke(linkId, now)) {
    await recordAudit(store, {
      at: now,
      actor: person.email,
      action: "share-link-revoked",
      target: link.name,
      from: clientAddress(headers),
    });
  }
  const contact = (await displays.contacts.list()).get(linkId) ?? null;
  return shareLinkView({ ...link, revokedAt: link.revokedAt ?? now }, contact, now);
}
