import "server-only";
import type { ContentCoding } from "../views/fleet/fleet-answer";

/** The best coding that a client accepts. A coding it forbids with `q=0` counts as not accepted. */
export function acceptedCoding(acceptEncoding: string | null): ContentCoding {
  const accepted = (acceptEncoding ?? "").split(",").map((part) => part.trim().toLowerCase());
  const accepts = (coding: ContentCoding) =>
    accepted.some((part) => part === coding || (part.startsWith(`${coding};`) && !/;\s*q=0(\.0*)?$/.test(part)));
  return accepts("br") ? "br" : accepts("gzip") ? "gzip" : "identity";
}
