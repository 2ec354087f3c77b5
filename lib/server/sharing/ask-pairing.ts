import "server-only";
import type { NewPairing } from "@/lib/contract/pairing";
import type { Application } from "../application";
import { clientAddress } from "../door/client-address";
import { takeTurn } from "../door/take-turn";
import { HttpProblem } from "../http/problem";
import { isoTime } from "../views/iso-time";

/** `POST /api/pairings`: a screen asks for a code to show. Anybody may: it opens nothing until somebody enters it. */
export async function askPairing({ displays, pairingTurns }: Application, { headers }: Request): Promise<NewPairing> {
  const address = clientAddress(headers);
  takeTurn(pairingTurns, address);
  const asked = await displays.pairings.ask({ address, userAgent: headers.get("user-agent") }, Date.now());
  if (asked === null) {
    const detail = "Too many screens are waiting to be paired. Try again in five minutes.";
    throw new HttpProblem(503, { code: "too-many", detail });
  }
  const { pairing, secret } = asked;
  return { code: pairing.code, secret, expiresAt: isoTime(pairing.expiresAt) };
}
