import "server-only";
import type { FleetAnswer } from "../views/fleet/fleet-answer";
import { acceptedCoding } from "./content-coding";
import { CONTENT_CODING_HEADER } from "./content-coding-header";
import { hasRevision } from "./has-revision";

/**
 * Sends the fleet's current revision: nothing to a client that already has it, otherwise bytes that were made once for
 * everybody.
 */
export async function sendFleet({ etag, body }: FleetAnswer, request: Request): Promise<Response> {
  const headers = { ETag: etag, "Cache-Control": "private, no-cache", Vary: "Accept-Encoding" };
  if (hasRevision(request, etag)) return new Response(null, { status: 304, headers });
  const coding = acceptedCoding(request.headers.get("accept-encoding"));
  const encoding: Record<string, string> = coding === "identity" ? {} : { [CONTENT_CODING_HEADER]: coding };
  return new Response(await body(coding), {
    headers: { ...headers, ...encoding, "Content-Type": "application/json; charset=utf-8" },
  });
}
