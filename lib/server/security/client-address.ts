import "server-only";

/** Where a request comes from, as far as is known: see `settleForwardedHeaders`, which runs before any route. */
export function clientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for");
}
