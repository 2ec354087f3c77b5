import "server-only";

/**
 * Whether a client has the answer that a tag names. Weak comparison, as RFC 9110 requires for `If-None-Match`: a proxy
 * that compresses may have made the tag weak.
 */
export function hasRevision(request: Request, etag: string): boolean {
  const tags = request.headers.get("if-none-match")?.split(",") ?? [];
  const known = tags.map((tag) => tag.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*");
}
