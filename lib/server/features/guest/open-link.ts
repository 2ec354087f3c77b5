import "server-only";
import { admitGuest } from "../../http/admit-guest";
import type { RouteInput } from "../../http/define-route";
import { HttpProblem } from "../../http-problem";
import { notFound, type Refusal } from "../../refusal";
import { takeTurn } from "../../security/take-turn";
import { type Entry, enterLink } from "../../sharing/links/enter-link";
import type { StoredLink } from "../../sharing/links/stored-link";
import { noteOpening, type Opening } from "./note-opening";

interface GuestInput extends RouteInput {
  link: StoredLink;
  /** The link as it is by now. Throws a problem if it has ended meanwhile. */
  openAgain: () => Promise<StoredLink>;
}

type Run = (input: GuestInput) => Promise<Response> | Response;

/** Runs a route for the link in its address, if that is open. Nobody may cache the answer. */
export function forGuests(run: Run, opening: Opening = "part") {
  return async (input: RouteInput): Promise<Response> => {
    const { application, request, param } = input;
    const now = application.coordination.now();
    const { entry } = await admitGuest(application, param("token"), request.headers, now);
    const link = openedLink(entry);
    // Everybody who requests a link's picture shares its rate limit, wherever they are: a crowd must not keep the
    // server busy with pictures.
    if (opening === "picture") takeTurn(application.pictureTurns, null, link.id);
    await noteOpening(application, link, { opening, headers: request.headers, now });
    const openAgain = async () =>
      openedLink(
        await enterLink(application.shareLinks, param("token"), request.headers, application.coordination.now()),
      );
    const response = await run({ ...input, link, openAgain });
    response.headers.set("Cache-Control", "no-store");
    return response;
  };
}

function openedLink(entry: Entry): StoredLink {
  if (entry.state === "gone") throw linkGone();
  if (entry.state === "open") return entry.link;
  throw new HttpProblem(401, { code: "password-needed", detail: "This link needs its password first." });
}

/** The one answer for a link that is unknown, expired or revoked. */
export function linkGone(): Refusal {
  return notFound("There is nothing here: the link may have ended, or its address may be incomplete.");
}
