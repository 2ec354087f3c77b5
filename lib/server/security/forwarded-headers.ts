import "server-only";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/** The headers in which proxies state a request's origin, and in which anybody else may claim one. */
const FORWARDED_HEADERS = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
] as const;

/** Says that a request has come through something else, which `settleForwardedHeaders` no longer lets tell. Never leaves the server. */
export const FORWARDED_MARK = "x-clusterdeck-forwarded";

/** Marks a request that names a proxy, trusted or not: whatever stands in front, it does not come from this machine itself. */
export function noteForwarded(headers: IncomingHttpHeaders): void {
  if (headers.via !== undefined || FORWARDED_HEADERS.some((name) => headers[name] !== undefined))
    headers[FORWARDED_MARK] = "yes";
}

/**
 * Leaves only true statements about its origin in a request's headers: `x-forwarded-for` becomes the single address of
 * the client. Incoming headers are believed only from a trusted proxy, and its chain only as far as trusted proxies
 * wrote it, reading from the right.
 */
export function settleForwardedHeaders(
  headers: IncomingHttpHeaders,
  socketAddress: string | undefined,
  isTrustedProxy: (address: string) => boolean,
): void {
  const claimed = new Map<string, string[]>();
  for (const name of FORWARDED_HEADERS) {
    // Deleting even what is not there makes V8 look up every later header more slowly.
    if (headers[name] === undefined) continue;
    claimed.set(name, lastValues(headers[name]));
    delete headers[name];
  }
  const peer = plainAddress(socketAddress ?? "");
  if (peer === null) return;
  headers["x-forwarded-for"] = peer;
  if (!isTrustedProxy(peer)) return;

  headers["x-forwarded-for"] = clientOf(claimed.get("x-forwarded-for") ?? [], peer, isTrustedProxy);
  const protocol = claimed.get("x-forwarded-proto")?.at(-1);
  if (protocol === "https" || protocol === "http") headers["x-forwarded-proto"] = protocol;
  const host = claimed.get("x-forwarded-host")?.at(-1);
  if (host) headers.host = host;
}

function clientOf(chain: readonly string[], peer: string, isTrustedProxy: (address: string) => boolean): string {
  let client = peer;
  for (const hop of chain.toReversed()) {
    const address = plainAddress(hop);
    if (address === null) return client;
    client = address;
    if (!isTrustedProxy(address)) return client;
  }
  return client;
}

function lastValues(value: string | string[] | undefined): string[] {
  const text = Array.isArray(value) ? value.join(",") : (value ?? "");
  return text.split(",").flatMap((part) => part.trim() || []);
}

/** The address without port, brackets, zone or IPv4-in-IPv6 wrapping; `null` if it is not an address. */
function plainAddress(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/^::ffff:(?=\d+\.\d+\.)/i, "").replace(/%.*$/, "");
  return isIP(address) === 0 ? null : address.toLowerCase();
}
