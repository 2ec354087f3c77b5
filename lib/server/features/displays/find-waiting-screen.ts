import "server-only";
import type { z } from "zod/mini";
import type { AskingScreen, pairingCodeSchema } from "@/lib/contract/pairing";
import { readPairingCode } from "@/lib/domain/people/pairing-code";
import { browserWords } from "@/lib/domain/text/browser-words";
import { isoTime } from "@/lib/domain/time/iso-time";
import { recordAudit } from "../../auth/audit/audit";
import type { Person } from "../../auth/people/person";
import type { Application } from "../../http/application";
import type { PersonInput } from "../../http/define-route";
import { notFound } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { trySecret } from "../../security/take-turn";
import type { Pairing } from "../../sharing/displays/pairings";

/**
 * `POST /api/pairings/asking`: the screen that shows this code, so that the operator can check it before confirming.
 */
export async function findWaitingScreen({
  application,
  person,
  request,
  readBody,
}: PersonInput<z.output<typeof pairingCodeSchema>>): Promise<AskingScreen> {
  const { code } = await readBody();
  const { address, userAgent, askedAt, expiresAt, ...pairing } = await requirePairing(
    application,
    person,
    request,
    code,
  );
  return {
    code: pairing.code,
    address,
    browser: browserWords(userAgent),
    askedAt: isoTime(askedAt),
    expiresAt: isoTime(expiresAt),
  };
}

/** The screen that waits with this code. Throws a 404 for any other text, and a 429 to clients that try too many. */
export async function requirePairing(
  { coordination, displays, store, pairingAttempts }: Application,
  person: Person,
  { headers }: Request,
  text: string,
): Promise<Pairing> {
  const address = clientAddress(headers);
  const attempt = { target: person.id, address };
  const refusal = { actor: person.email, action: "tries-refused", target: "codes of screens", from: address } as const;
  const noteRefusal = () => recordAudit(store, { at: coordination.now(), ...refusal });
  return trySecret(pairingAttempts, attempt, noteRefusal, async () => {
    const code = readPairingCode(text);
    const pairing = code === null ? null : await displays.pairings.find(code, coordination.now());
    if (pairing === null) throw unknownCode();
    return pairing;
  });
}

export function unknownCode() {
  return notFound("No screen is showing this code. Codes change every five minutes: look at the screen again.");
}
