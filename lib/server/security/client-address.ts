import "server-only";

/** The address that a request comes from, if known: see `settleForwardedHeaders`, which runs before any route. */
export function clientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for");
}
