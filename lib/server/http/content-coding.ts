import "server-only";
import type { ContentCoding } from "../views/fleet/fleet-answer";

/** The best coding that a client accepts. A coding it forbids with `q=0` counts as not accepted. */
export function acceptedCoding(acceptEncoding: string | null): ContentCoding {
  return accepts(acceptEncoding, "br") ? "br" : acceptsGzip(acceptEncoding) ? "gzip" : "identity";
}

export function acceptsGzip(acceptEncoding: string | null): boolean {
  return accepts(acceptEncoding, "gzip");
}

function accepts(acceptEncoding: string | null, coding: ContentCoding): boolean {
  const accepted = (acceptEncoding ?? "").split(",").map((part) => part.trim().toLowerCase());
  return accepted.some((part) => part === coding || (part.startsWith(`${coding};`) && !/;\s*q=0(\.0*)?$/.test(part)));
}
