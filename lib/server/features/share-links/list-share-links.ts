import "server-only";
import type { ShareLink } from "@/lib/contract/share-link";
import type { Application } from "../../http/application";
import { shareLinkView } from "../../sharing/links/share-link-view";

/** `GET /api/share-links` */
export async function listShareLinks({ coordination, shareLinks, displays }: Application): Promise<ShareLink[]> {
  const [links, contacts] = await Promise.all([shareLinks.list(), displays.contacts.list()]);
  const now = coordination.now();
  return links.map((link) => shareLinkView(link, contacts.get(link.id) ?? null, now));
}
