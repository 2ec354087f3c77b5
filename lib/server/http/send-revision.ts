import "server-only";
import { z } from "zod/mini";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { retryAfter } from "../http-problem";
import type { FleetAnswer } from "../views/fleet/fleet-answer";
import type { HeldAnswers } from "../workload/held-answers";
import { acceptedCoding } from "./content-coding";
import { CONTENT_CODING_HEADER } from "./content-coding-header";
import { hasRevision } from "./has-revision";
import { readQuery } from "./read-query";

/** Shorter than any proxy's patience: Google's load balancers cut an answer after 30 s. */
const MAX_WAIT_S = 25;
/** Waits end up to this much earlier, so that pages that began together do not go on asking together … */
const MAX_JITTER_MS = 2_000;
/** … and short ones by at most this share. */
const MAX_JITTER_SHARE = 0.2;

export const WAIT_QUERY = {
  wait: `Holds the answer back until there is another than \`If-None-Match\` names, for at most this many seconds (0 to ${MAX_WAIT_S}), and then answers 304`,
};

const waitSchema = z.object({
  wait: z.optional(
    z.string().check(
      z.refine((text) => /^\d{1,2}$/.test(text) && Number(text) <= MAX_WAIT_S, {
        error: `must be a whole number of seconds from 0 to ${MAX_WAIT_S}`,
      }),
    ),
  ),
});

/** Pages that are let go when a server ends are to come back within this time, one after the other. */
const MAX_RETURN_MS = 5 * SECOND_MS;

interface Asking<Viewer> {
  request: Request;
  heldAnswers: HeldAnswers;
  /** Who asks, as the bounds on held answers tell them apart. */
  holder: () => { key: string; maxPerKey: number };
  viewer: Viewer;
  current: (viewer: Viewer) => FleetAnswer | Promise<FleetAnswer>;
  /** What else the answer says in its headers by the time when it is sent, 304 included. */
  headers?: () => Readonly<Record<string, string>>;
  /** The viewer as it is by now. Throws if it may see nothing any longer. */
  admitAgain: () => Promise<Viewer>;
}

/**
 * Sends what is not known to the caller yet: bytes that were made once for everybody, at once or as soon as there are any; 304 if there
 * still are none when the wait is over.
 */
export async function sendRevision<Viewer>(asking: Asking<Viewer>): Promise<Response> {
  const { request, heldAnswers, holder, viewer, current, admitAgain, headers: own = () => ({}) } = asking;
  const headers = () => ({ ...own(), ...(heldAnswers.isReleased() && retryAfter(Math.random() * MAX_RETURN_MS)) });
  const waitMs = waitOf(request);
  if (waitMs === 0) return send(await current(viewer), { request, headers });
  const answer = await heldAnswers.hold({
    ...holder(),
    ...{ viewer, current, admitAgain, waitMs },
    signal: request.signal,
    isKnown: ({ etag }) => hasRevision(request, etag) && isUpToDate(request, own()),
  });
  return send(answer, { request, headers });
}

/** Whether a caller that says what these headers were when it was answered, by sending them, would be told the same again. */
function isUpToDate(request: Request, headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).every(([name, value]) => (request.headers.get(name) ?? value) === value);
}

interface Sending {
  request: Request;
  headers: () => Readonly<Record<string, string>>;
}

async function send({ etag, seenHeaders, body }: FleetAnswer, { request, headers: more }: Sending): Promise<Response> {
  const headers = {
    ETag: etag,
    "Cache-Control": "private, no-cache",
    Vary: "Accept-Encoding",
    ...seenHeaders,
    ...more(),
  };
  if (hasRevision(request, etag)) return new Response(null, { status: 304, headers });
  const coding = acceptedCoding(request.headers.get("accept-encoding"));
  const encoding: Record<string, string> = coding === "identity" ? {} : { [CONTENT_CODING_HEADER]: coding };
  return new Response(streamOf(await body(coding)), {
    headers: { ...headers, ...encoding, "Content-Type": "application/json; charset=utf-8" },
  });
}

/** `Response` would copy the bytes twice for each request: once to keep them as they are, and once to send them. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** Whether how long the answer took says nothing, since the client asked to be answered when there is something new. */
export function mayBeHeld({ url, method, headers }: Request): boolean {
  return url.includes("wait=") && method !== "HEAD" && headers.has("if-none-match");
}

/** Nothing is held for whoever names no answer, or asks for the headers alone. */
function waitOf(request: Request): number {
  if (!request.url.includes("?")) return 0;
  const { wait = "0" } = readQuery(request, waitSchema);
  if (wait === "0" || !mayBeHeld(request)) return 0;
  const waitMs = Number(wait) * SECOND_MS;
  return waitMs - Math.random() * Math.min(MAX_JITTER_MS, waitMs * MAX_JITTER_SHARE);
}
