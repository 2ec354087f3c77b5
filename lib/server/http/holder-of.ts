import "server-only";
import { addressKey } from "../security/address-key";
import { clientAddress } from "../security/client-address";
import type { PersonRequest } from "./requester-of";

/** How many answers one caller may have held at a time. */
interface Holder {
  key: string;
  maxPerKey: number;
}

/** Tabs that one person has open. */
const MAX_PER_SESSION = 20;
/** An office full of guests behind one address. */
const MAX_PER_ADDRESS = 200;

export function holderOf({ person, request }: PersonRequest): Holder {
  // With sign-in off, nobody has a session.
  if (person.sessionId === null) return guestHolderOf(request);
  return { key: `session ${person.sessionId}`, maxPerKey: MAX_PER_SESSION };
}

export function guestHolderOf({ headers }: Request): Holder {
  return { key: `address ${addressKey(clientAddress(headers))}`, maxPerKey: MAX_PER_ADDRESS };
}
