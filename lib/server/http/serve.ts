import "server-only";
import { allows, type Role } from "@/lib/domain/people/role";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { Person } from "../auth/people/person";
import { admitScraper } from "../exposition/admit-scraper";
import { HttpProblem, problemOf, problemOfRefusal, starting } from "../http-problem";
import { log } from "../log";
import { meters } from "../meters";
import { isRefusal, notFound } from "../refusal";
import { guardCall } from "../security/guard-call";
import { setTransportSecurity } from "../security/transport-security";
import { storageRefusal } from "../store/storage-refusal";
import { StoreError } from "../store/store-error";
import { createThrottledLog } from "../throttled-log";
import { type Application, runningApplication } from "./application";
import type { Audience, Caller, Route } from "./define-route";
import { readOnlyRefusal } from "./read-only-refusal";
import { stopSignal, trackChange } from "./running-changes";
import { mayBeHeld } from "./send-revision";
import { withWholeBody } from "./whole-body";

const noteUnusableStore = createThrottledLog("A request needed the store, which could not be used");

/** nginx's status for a client that closed the request. */
const CLIENT_GONE = 499;
const READS = new Set(["GET", "HEAD"]);
const TOLD_TO_GUESTS = "The server cannot look this up at the moment. Try again in a moment.";

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

/**
 * Refuses what `security/` refuses and callers outside the route's audience, runs the route, and turns whatever is
 * thrown into an answer that contains only a code and a sentence. Every answer carries the server's time and build.
 */
export function serve(route: Route) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const begunAt = performance.now();
    const call = answer(route, request, context).catch((error: unknown) => toProblem(error, request, route.audience));
    const response = await (READS.has(request.method) ? call : trackChange(call));
    const running = runningApplication();
    response.headers.set("X-Server-Time", new Date(running?.coordination.now() ?? Date.now()).toISOString());
    if (running !== null) response.headers.set("X-Server-Build", running.buildId);
    setTransportSecurity(response.headers);
    countAnswer(route, request, { status: response.status, seconds: (performance.now() - begunAt) / SECOND_MS });
    return response;
  };
}

/** Under the route's template, since paths name clusters and hold the tokens of links. */
function countAnswer(
  { path }: Route,
  request: Request,
  { status, seconds }: { status: number; seconds: number },
): void {
  meters().countRequest({ route: path, method: request.method, status, seconds: mayBeHeld(request) ? null : seconds });
}

async function answer(route: Route, request: Request, context: RouteContext): Promise<Response> {
  const started = () => {
    const application = runningApplication();
    if (application === null) throw starting("The server is starting. Try again in a moment.");
    return application;
  };
  if (route.audience === "scraper") await admitScraper(request, started());
  else if (route.audience !== "process") guardCall(request, { anyHost: route.isProbe === true });
  return route.respond({
    identify: (needed) => requireRole(needed, request, started()),
    receive: async () => {
      const application = started();
      const params = await context.params;
      return { application, request: await wholeRequest(request), param: (name) => decode(params[name]) };
    },
  } satisfies Caller);
}

async function wholeRequest(request: Request): Promise<Request> {
  return READS.has(request.method) ? request : withWholeBody(request, { stop: stopSignal() });
}

async function requireRole(needed: Role, request: Request, application: Application): Promise<Person> {
  const person = await application.identify(request.headers);
  if (person === null) throw new HttpProblem(401, { code: "unauthenticated", detail: "Sign in first." });
  if (allows(person.role, needed)) return person;
  if (person.isFromCache) throw readOnlyRefusal();
  const detail = `This needs the role "${needed}", and yours is "${person.role}". An admin can change it.`;
  throw new HttpProblem(403, { code: "forbidden", detail });
}

function decode(segment: string | string[] | undefined): string {
  try {
    const text = typeof segment === "string" ? decodeURIComponent(segment) : "";
    if (!text.includes("\0")) return text;
  } catch {
    throw notFound("There is nothing here: the address holds a malformed escape.");
  }
  // Nothing has a NUL in its name, and PostgreSQL rejects text that contains one.
  throw notFound("There is nothing here: the address holds a control character.");
}

function toProblem(error: unknown, { signal }: Request, audience: Audience): Response {
  if (audience === "guest" && isRefusal(error, "storage")) return storageProblem(TOLD_TO_GUESTS);
  const problem = problemOf(error);
  if (problem !== null) return problem.toResponse();
  // The client has gone: nobody reads this, and it is not a fault.
  if (signal.aborted && error === signal.reason) return new Response(null, { status: CLIENT_GONE });
  // A query that the store could not understand is our own fault.
  if (error instanceof StoreError && error.kind !== "failed") {
    noteUnusableStore(error);
    return storageProblem(audience === "guest" ? TOLD_TO_GUESTS : error.message);
  }
  log().error({ err: error }, "A request failed: a fault in Clusterdeck");
  const detail = "Clusterdeck could not answer this. Its log says more.";
  return new HttpProblem(500, { code: "internal", detail }).toResponse();
}

function storageProblem(detail: string): Response {
  return problemOfRefusal(storageRefusal(detail)).toResponse();
}
