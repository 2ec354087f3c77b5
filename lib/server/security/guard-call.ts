import "server-only";
import { HttpProblem } from "../http-problem";
import { badRequest, notFound } from "../refusal";
import { currentGuardContext } from "./guard-context";
import { isKnownHost, unknownHostSentence } from "./known-host";
import { requireOwnReader, requireSameOrigin } from "./same-origin";

const MAX_BODY_BYTES = 64 * 1_024;
const MISDIRECTED_REQUEST = 421;
/** A NUL in a URL, and nothing else: a percent sign itself is written %25. */
const ENCODED_NUL = "%00";

/** Every call of the API passes here before its caller is identified. Throws what is to be answered instead. */
export function guardCall(request: Request, { anyHost = false }: { anyHost?: boolean } = {}): void {
  if (!anyHost) requireKnownHost(request);
  requireSmallBody(request);
  requireSameOrigin(request, currentGuardContext()?.publicUrl ?? null);
  requireOwnReader(request, "call");
  requireNoNul(request);
}

export function requireKnownHost(request: Request): void {
  if (namesThisServer(request)) return;
  const { headers } = request;
  const host = headers.get("host");
  const detail = unknownHostSentence(host, headers.get("x-forwarded-proto") === "https");
  throw new HttpProblem(MISDIRECTED_REQUEST, { code: "unknown-host", detail });
}

/** Whether its Host is a name by which people or this machine reach this server, rather than one that a stranger chose. */
export function namesThisServer({ headers }: Request): boolean {
  const context = currentGuardContext();
  // Before the context is set, no route answers anyway.
  return context === null || isKnownHost(headers.get("host"), context.publicUrl);
}

/**
 * PostgreSQL cannot store a NUL in text, and fails on a query that contains one: nothing has such a name in any store.
 */
export function requireNoNul({ url }: Request): void {
  if (!url.includes(ENCODED_NUL)) return;
  const { pathname, search } = new URL(url);
  if (pathname.includes(ENCODED_NUL)) throw notFound("There is nothing here: the address holds a NUL character.");
  if (search.includes(ENCODED_NUL)) throw badRequest("The query holds a NUL character.");
}

/**
 * Bodies without a length are not read: no client may send more than the length that it states, and browsers state it.
 */
function requireSmallBody({ headers }: Request): void {
  if (headers.has("transfer-encoding")) {
    const detail = "This call needs a Content-Length header.";
    throw new HttpProblem(411, { code: "length-required", detail });
  }
  if (Number(headers.get("content-length") ?? 0) <= MAX_BODY_BYTES) return;
  const detail = `The body is larger than ${MAX_BODY_BYTES / 1_024} KB.`;
  throw new HttpProblem(413, { code: "too-large", detail });
}
