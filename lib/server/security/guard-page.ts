import "server-only";
import { randomBytes } from "node:crypto";
import { NextResponse } from "next/server";
import { HttpProblem, problemOf } from "../http-problem";
import { isRefusal, notFound } from "../refusal";
import { contentSecurityPolicy } from "./content-security-policy";
import { currentDoor, type Door } from "./door";
import { requireKnownHost, requireNoNul } from "./guard-call";
import { waitForPage } from "./page-queue";
import { requireOwnReader } from "./same-origin";
import { setTransportSecurity } from "./transport-security";
import { unavailablePage } from "./unavailable-page";

const NONCE_BYTES = 16;
/** Next's own error page, which answers 500 to anybody who asks for it by name. */
const FAULT_PAGE = "/_global-error";

/** Every page passes here before it is rendered. The page itself checks who may see it. */
export async function guardPage(request: Request): Promise<Response> {
  const door = currentDoor();
  if (door === null) return refuse(503, "Clusterdeck is starting. Try again in a moment.", { "Retry-After": "5" });
  try {
    return render(request, door, await admit(request, door));
  } catch (error) {
    if (isRefusal(error, "storage")) return unavailablePage();
    const problem = problemOf(error);
    if (problem === null) throw error;
    return refuse(problem.status, problem.message, problem.headers);
  }
}

function render(request: Request, { isDevelopment }: Door, frameOrigins: readonly string[]): Response {
  const nonce = randomBytes(NONCE_BYTES).toString("base64");
  const policy = contentSecurityPolicy({ nonce, frameOrigins, isDevelopment });
  // Next takes the nonce from the request's policy and puts it on every script and style that it writes.
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  setTransportSecurity(response.headers);
  return response;
}

/** The origins that may show the page in a frame. Throws what is to be answered instead of it. */
async function admit(request: Request, door: Door): Promise<readonly string[]> {
  requireKnownHost(request);
  if (request.method !== "GET" && request.method !== "HEAD") {
    const detail = "This page can only be read. Go back, reload the page, and try again once it has loaded completely.";
    throw new HttpProblem(405, { code: "method-not-allowed", detail }, { Allow: "GET, HEAD" });
  }
  requireOwnReader(request, "page");
  requireNoNul(request);
  const { pathname } = new URL(request.url);
  if (pathname.startsWith(FAULT_PAGE)) throw notFound("There is no such page.");
  const { queue, frameOrigins } = await door.pageCallerOf(pathname, request.headers);
  if (queue !== null) await waitForPage(queue, request.headers);
  return frameOrigins;
}

function refuse(status: number, sentence: string, headers: Record<string, string>): Response {
  // Makes unattended browsers, such as wall screens, ask again by themselves.
  const refresh = headers["Retry-After"] === undefined ? {} : { Refresh: headers["Retry-After"] };
  return new Response(`${sentence}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...refresh, ...headers },
  });
}
