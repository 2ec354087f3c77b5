import "server-only";
import { admitGuest } from "../http/admit-guest";
import { runningApplication } from "../http/application";
import { onlyLooking } from "../http/only-looking";
import { clientAddress } from "../security/client-address";
import type { PageCaller } from "../security/door";
import { takeTurn } from "../security/take-turn";

const GUEST_PAGE = /^\/s\/([^/]+)/;
/** What a guest would see, shown to whoever manages the link. */
const PREVIEW_PAGE = /^\/links\/([^/]+)\/preview/;
/** Those that ask for an operator or an admin; see `requirePerson` in each. */
const MANAGERS_PAGE = /^\/(?:clusters\/new|links|settings)(?:\/|$)/;
const STRANGERS = "strangers";
/** Apart from those who come to sign in. */
const GUESSES = "guesses";
const SIGNED_IN: PageCaller = { queue: null, frameOrigins: [] };

/**
 * Who opens a page, for its guard: whoever is signed in, the guest of a link, with whom only its other guests wait, or a stranger.
 * A link's page may stand in a frame where the link says so, and no other page anywhere.
 */
export async function pageCallerOf(pathname: string, headers: Headers): Promise<PageCaller> {
  const application = runningApplication();
  // No page is rendered before the application has started.
  if (application === null) return SIGNED_IN;
  const token = GUEST_PAGE.exec(pathname)?.[1];
  if (token !== undefined) {
    const { entry, linkId } = await admitGuest(application, token, headers, Date.now());
    const frameOrigins = entry.state === "gone" ? [] : entry.link.frameOrigins;
    return { queue: linkId ?? GUESSES, frameOrigins };
  }
  const person = await application.identify(headers);
  if (person !== null) {
    // The page itself would find that they may only look, and say that it does not exist.
    if (person.isFromCache && MANAGERS_PAGE.test(pathname)) throw onlyLooking();
    const linkId = PREVIEW_PAGE.exec(pathname)?.[1];
    // A page cannot say 503 once it is being rendered: what it will ask is asked here first.
    if (linkId !== undefined) await application.shareLinks.find(linkId);
    return SIGNED_IN;
  }
  takeTurn(application.strangerTurns, clientAddress(headers));
  return { queue: STRANGERS, frameOrigins: [] };
}
