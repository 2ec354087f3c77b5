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
export async function askPairing({ displays, pairingTurns }: Application, { headers }: Request): Promise<NewPairing> {
  const address = clientAddress(headers);
  takeTurn(pairingTurns, address);
  const asker = { address, userAgent: headers.get("user-agent") };
  const { pairing, secret } = await displays.pairings.ask(asker, Date.now());
  return { code: pairing.code, secret, expiresAt: isoTime(pairing.expiresAt) };
}
