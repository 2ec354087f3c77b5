import "server-only";
import { type ShareKind, type ShareShow, shareStateOf } from "@/lib/domain/people/share-link";
import { enterLink } from "../sharing/links/enter-link";
import type { StoredLink } from "../sharing/links/stored-link";
import { unlessUnanswered } from "./page-fleet";
import { startedApplication } from "./page-person";

/** What a share link's page needs to know. Never the link itself, since a page prints what it is given. */
export type Guest = { state: "gone" } | { state: "locked" } | ({ state: "open"; kind: ShareKind } & Shown & Answered);

export async function identifyGuest(token: string, headers: Headers): Promise<Guest> {
  const { coordination, shareLinks } = startedApplication();
  const entry = await enterLink(shareLinks, token, headers, coordination.now());
  if (entry.state === "open")
    return { state: "open", kind: entry.link.kind, ...shownBy(entry.link.show), ...answeredFor(entry.link) };
  return { state: entry.state };
}

/** The same for a link found by its id, for people who may manage links; `null` if there is none. */
export async function findLinkPreview(linkId: string) {
  const { coordination, shareLinks } = startedApplication();
  const link = await shareLinks.find(linkId);
  if (link === null) return null;
  const { name, kind, show } = link;
  return { name, kind, state: shareStateOf(link, coordination.now()), ...shownBy(show), ...answeredFor(link) };
}

type Answered = ReturnType<typeof answeredFor>;

/** What the link's page is answered when it asks for the fleet; `null` if it cannot be answered now. */
function answeredFor(link: StoredLink) {
  return { fleet: () => unlessUnanswered(() => startedApplication().guestFleetAnswers.of(link)) };
}

/** What pages have to know, since they leave out whole parts. */
interface Shown {
  showsCosts: boolean;
  showsProvider: boolean;
}

function shownBy({ costs, provider }: ShareShow): Shown {
  return { showsCosts: costs, showsProvider: provider };
}
