import "server-only";
import { runningApplication } from "../application";
import { enterLink } from "../sharing/enter-link";

/** What a share link's page needs to know: never the link itself, since a page prints what it is given. */
export type Guest = { state: "gone" } | { state: "locked" } | { state: "open"; showsCosts: boolean };

export async function identifyGuest(token: string, headers: Headers): Promise<Guest> {
  const application = runningApplication();
  if (application === null) return { state: "gone" };
  const entry = await enterLink(application.shareLinks, token, headers, Date.now());
  if (entry.state === "open") return { state: "open", showsCosts: entry.link.show.costs };
  return { state: entry.state };
}
