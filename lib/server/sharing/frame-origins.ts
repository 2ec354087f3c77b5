import "server-only";
import { runningApplication } from "../application";
import { enterLink } from "./enter-link";

const SHARED_PAGE = /^\/s\/([^/]+)/;
/** What a guest would see, shown to whoever manages the link, and never in a frame. */
const PREVIEW_PAGE = /^\/links\/([^/]+)\/preview/;

/** Where a page may stand in a frame: a share link's names its origins, and nothing else may. Throws a 503 without the store. */
export async function frameOriginsOf(pathname: string): Promise<readonly string[]> {
  const application = runningApplication();
  const linkId = PREVIEW_PAGE.exec(pathname)?.[1];
  // A page cannot say 503 once it is being rendered: what it will ask is asked here first.
  if (linkId !== undefined) await application?.shareLinks.find(linkId);
  const token = SHARED_PAGE.exec(pathname)?.[1];
  if (application === null || token === undefined) return [];
  const entry = await enterLink(application.shareLinks, token, new Headers(), Date.now());
  return entry.state === "gone" ? [] : entry.link.frameOrigins;
}
