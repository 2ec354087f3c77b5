import "server-only";
import { confirmedPairingSchema } from "@/lib/contract/pairing";
import type { ShareLink } from "@/lib/contract/share-link";
import { recordAudit } from "../access/audit";
import type { Person } from "../access/person";
import type { Application } from "../application";
import { clientAddress } from "../door/client-address";
import { readJson } from "../http/read-json";
import { requirePairing, unknownCode } from "./asking-screen";
import { linkTerms } from "./link-terms";
import { shareLinkView } from "./share-link-view";

/**
 * `POST /api/pairings/confirm`: makes the link of the screen that shows a code. Its token is the secret that the screen has held
 * since it asked, so nobody else ever learns it, this call's answer included.
 */
export async function confirmPairing(application: Application, person: Person, request: Request): Promise<ShareLink> {
  const { displays, shareLinks, store, poller } = application;
  const { code, page, ...wish } = await readJson(request, confirmedPairingSchema);
  const waiting = await requirePairing(application, person, request, code);
  const now = Date.now();
  const terms = await linkTerms({ ...wish, kind: "display" }, poller.store.connections(), now);
  const pairing = await displays.pairings.confirm(waiting.code, page, now);
  if (pairing === null) throw unknownCode();
  const link = await shareLinks.createFor(pairing.tokenHash, terms, person.email, now);
  await recordAudit(store, {
    at: now,
    actor: person.email,
    action: "display-paired",
    target: `${link.name}, the screen at ${pairing.address ?? "an unknown address"}`,
    from: clientAddress(request.headers),
  });
  return shareLinkView(link, null, now);
}
