import "server-only";
import { type ShareKind, shareStateOf } from "@/lib/domain/people/share-link";
import { enterLink } from "../sharing/links/enter-link";
import { startedApplication } from "./page-person";

/** What a share link's page needs to know. Never the link itself, since a page prints what it is given. */
export type Guest = { state: "gone" } | { state: "locked" } | { state: "open"; kind: ShareKind; showsCosts: boolean };

export async function identifyGuest(token: string, headers: Headers): Promise<Guest> {
  const entry = await enterLink(startedApplication().shareLinks, token, headers, Date.now());
  if (entry.state === "open") return { state: "open", kind: entry.link.kind, showsCosts: entry.link.show.costs };
  return { state: entry.state };
}

/** The same for a link found by its id, for people who may manage links; `null` if there is none. */
export async function findLinkPreview(linkId: string) {
  const link = await startedApplication().shareLinks.find(linkId);
  if (link === null) return null;
  const { name, kind, show } = link;
  return { name, kind, state: shareStateOf(link, Date.now()), showsCosts: show.costs };
}
