import "server-only";
import { notFound } from "../../refusal";
import type { ShareLinks } from "./share-links";
import type { StoredLink } from "./stored-link";

/** The link with this id, for people who may manage links. Throws a 404 if there is none. */
export async function requireShareLink(links: Pick<ShareLinks, "find">, linkId: string): Promise<StoredLink> {
  const link = await links.find(linkId);
  if (link === null) throw notFound("There is no share link with this id.");
  return link;
}
