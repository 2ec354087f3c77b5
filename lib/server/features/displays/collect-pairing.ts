import "server-only";
import type { z } from "zod/mini";
import type { collectedPairingSchema, pairingSecretSchema } from "@/lib/contract/pairing";
import { shareStateOf } from "@/lib/domain/people/share-link";
import type { RouteInput } from "../../http/define-route";
import { notFound } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { takeTurn } from "../../security/take-turn";

/**
 * `POST /api/pairings/collect`: a screen keeps asking whether its code was entered. Asking again after that gives the
 * same answer, since the first one may have been lost on its way.
 */
export async function collectPairing({
  application: { coordination, displays, shareLinks, guestTurns, unknownLinkTurns },
  request,
  readBody,
}: RouteInput<z.output<typeof pairingSecretSchema>>): Promise<z.output<typeof collectedPairingSchema>> {
  const address = clientAddress(request.headers);
  const now = coordination.now();
  const { secret } = await readBody();
  const pairing = await displays.pairings.findBySecret(secret, now);
  if (pairing === null) {
    takeTurn(unknownLinkTurns, address);
    throw pairingOver();
  }
  takeTurn(guestTurns, address, pairing.code);
  if (pairing.confirmedAt === null) return { path: null };
  const link = await shareLinks.findByToken(secret);
  if (link === null || shareStateOf(link, now) !== "active") throw pairingOver();
  return { path: `/s/${secret}${pairing.page === "" ? "" : `?${pairing.page}`}` };
}

function pairingOver() {
  return notFound("This code has expired. The screen can request another one.");
}
