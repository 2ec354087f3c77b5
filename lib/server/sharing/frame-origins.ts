import "server-only";
import { runningApplication } from "../application";
import { enterLink } from "./enter-link";

const SHARED_PAGE = /^\/s\/([^/]+)/;

/** Where a page may stand in a frame: a share link's names its origins, and nothing else may. */
export async function frameOriginsOf(pathname: string): Promise<readonly string[]> {
  const application = runningApplication();
  const token = SHARED_PAGE.exec(pathname)?.[1];
  if (application === null || token === undefined) return [];
  // Where the link cannot be checked, nobody may show it in a frame, and the page itself says what is wrong.
  const entry = await enterLink(application.shareLinks, token, new Headers(), Date.now()).catch(() => null);
  return entry === null || entry.state === "gone" ? [] : entry.link.frameOrigins;
}
