import "server-only";
import type { z } from "zod/mini";
import type { confirmedPairingSchema } from "@/lib/contract/pairing";
import type { ShareLink } from "@/lib/contract/share-link";
import { recordAudit } from "../../auth/audit/audit";
import type { PersonInput } from "../../http/define-route";
import { clientAddress } from "../../security/client-address";
import { linkTerms } from "../../sharing/links/link-terms";
import { shareLinkView } from "../../sharing/links/share-link-view";
import { hashingRequester } from "../../workload/hashing";
import { requirePairing, unknownCode } from "./find-waiting-screen";

/**
 * `POST /api/pairings/confirm`: makes the link of the screen that shows a code. Its token is the secret that the screen
 * has had since it asked, so nobody else ever learns it, not even from this call's answer.
 */
export async function confirmPairing({
  application,
  person,
  request,
  readBody,
}: PersonInput<z.output<typeof confirmedPairingSchema>>): Promise<ShareLink> {
  const { displays, store, poller } = application;
  const { code, page, ...wish } = await readBody();
  const waiting = await requirePairing(application, person, request, code);
  const now = application.coordination.now();
  const requester = hashingRequester(request, true);
  const terms = await linkTerms({ ...wish, kind: "display" }, poller.store.accounts(), requester, now);
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
