import "server-only";
import type { NewPairing } from "@/lib/contract/pairing";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { Application } from "../../http/application";
import { clientAddress } from "../../security/client-address";
import { takeTurn } from "../../security/take-turn";

/**
 * `POST /api/pairings`: a screen requests a code to show. Anybody may do so: the code opens nothing until somebody
 * enters it.
 */
export async function startPairing(
  { coordination, displays, pairingTurns }: Application,
  { headers }: Request,
): Promise<NewPairing> {
  const address = clientAddress(headers);
  takeTurn(pairingTurns, address);
  const source = { address, userAgent: headers.get("user-agent") };
  const { pairing, secret } = await displays.pairings.start(source, coordination.now());
  return { code: pairing.code, secret, expiresAt: isoTime(pairing.expiresAt) };
}
