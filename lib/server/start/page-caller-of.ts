import "server-only";
import { admitGuest } from "../http/admit-guest";
import { runningApplication } from "../http/application";
import { readOnlyRefusal } from "../http/read-only-refusal";
import { clientAddress } from "../security/client-address";
import type { PageCaller } from "../security/guard-context";
import { takeTurn } from "../security/take-turn";

const GUEST_PAGE = /^\/s\/([^/]+)/;
/** Pages that show what a guest would see to people who manage the link. */
const PREVIEW_PAGE = /^\/links\/([^/]+)\/preview/;
/** Pages that need an operator or an admin; see `requirePerson` in each. */
const MANAGERS_PAGE = /^\/(?:clusters\/new|links|settings)(?:\/|$)/;
const STRANGERS = "strangers";
/** A queue separate from people who come to sign in. */
const GUESSES = "guesses";
const SIGNED_IN: PageCaller = { queue: null, frameOrigins: [] };

/**
 * Tells the guard who opens a page: a person who is signed in, a guest, who shares a queue only with the other guests
 * of that link, or a stranger. A link's page may be framed where the link allows it; no other page may be framed at
 * all.
 */
export async function pageCallerOf(pathname: string, headers: Headers): Promise<PageCaller> {
  const application = runningApplication();
  // No page is rendered before the application has started.
  if (application === null) return SIGNED_IN;
  const token = GUEST_PAGE.exec(pathname)?.[1];
  if (token !== undefined) {
    const { entry, linkId } = await admitGuest(application, token, headers, application.coordination.now());
    const frameOrigins = entry.state === "gone" ? [] : entry.link.frameOrigins;
    return { queue: linkId ?? GUESSES, frameOrigins };
  }
  const person = await application.identify(headers);
  if (person !== null) {
    // Otherwise the page itself would find that they may only look, and say that it does not exist.
    if (person.isFromCache && MANAGERS_PAGE.test(pathname)) throw readOnlyRefusal();
    const linkId = PREVIEW_PAGE.exec(pathname)?.[1];
    // A page cannot answer 503 once rendering has begun, so what it will look up is looked up here first.
    if (linkId !== undefined) await application.shareLinks.find(linkId);
    return SIGNED_IN;
  }
  takeTurn(application.strangerTurns, clientAddress(headers));
  return { queue: STRANGERS, frameOrigins: [] };
}
