import "server-only";
import { isLoopback } from "../outbound/loopback";
import { FORWARDED_MARK } from "./forwarded-headers";

/** The address that a request comes from, if known: see `settleForwardedHeaders`, which runs before any route. */
export function clientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for");
}

/** Whether a program on this machine sent the request, and no proxy on it for somebody else. */
export function isFromThisMachine(headers: Headers): boolean {
  const address = clientAddress(headers);
  return address !== null && isLoopback(address) && !headers.has(FORWARDED_MARK);
}
