import "server-only";
import { confirmedPairingSchema } from "@/lib/contract/pairing";
import type { ShareLink } from "@/lib/contract/share-link";
import { recordAudit } from "../access/audit";
import type { Person } from "../access/person";
import type { Application } from "../application";
import { clientAddress } from "../door/client-address";
import { readJson } from "../http/read-json";
import { hashingAsker } from "../passwords/hashing";
import { requirePairing, unknownCode } from "./asking-screen";
import { linkTerms } from "./link-terms";
import { shareLinkView } from "./share-link-view";

/**
 * `POST /api/pairings/confirm`: makes the link of the screen that shows a code. Its token is the secret that the screen has held
 * since it asked, so nobody else ever learns it, this call's answer included.
 */
export async function confirmPairing(application: Application, person: Person, request: Request): Promise<ShareLink> {
  const { displays, store, poller } = application;
  const { code, page, ...wish } = await readJson(request, confirmedPairingSchema);
  const waiting = await requirePairing(application, person, request, code);
  const now = Date.now();
  const asker = hashingAsker(request, true);
  const terms = await linkTerms({ ...wish, kind: "display" }, poller.store.connections(), asker, now);
  const paired = await displays.pair(waiting.code, page, { terms, createdBy: person.email }, now);
  if (paired === null) throw unknownCode();
  const { pairing, link } = paired;
  await recordAudit(store, {
    at: now,
    actor: person.email,
    action: "display-paired",
    target: `${link.name}, the screen at ${pairing.address ?? "an unknown address"}`,
    from: clientAddress(request.headers),
  });
  return shareLinkView(link, null, now);
}
