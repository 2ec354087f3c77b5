import "server-only";
import { type Application, runningApplication } from "../application";
import { log } from "../log";
import { HttpProblem, notFound } from "./problem";
import { requireSameOrigin } from "./same-origin";

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

export interface RouteInput {
  request: Request;
  application: Application;
  /** A dynamic segment of the path, decoded. */
  param: (name: string) => string;
}

/**
 * Every API route: refuses changes from other origins, runs, and turns whatever is thrown into an answer that holds no more
 * than a code and a sentence. Every answer carries the server's clock.
 */
export function defineRoute(run: (input: RouteInput) => Promise<Response> | Response) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    const response = await answer(run, request, context).catch(toProblem);
    response.headers.set("X-Server-Time", new Date().toISOString());
    return response;
  };
}

async function answer(
  run: (input: RouteInput) => Promise<Response> | Response,
  request: Request,
  context: RouteContext,
) {
  requireSameOrigin(request);
  const application = runningApplication();
  if (application === null) {
    throw new HttpProblem(503, { code: "starting", detail: "The server is starting. Try again in a moment." });
  }
  const params = await context.params;
  return run({
    request,
    application,
    param: (name) => decode(params[name]),
  });
}

function decode(segment: string | string[] | undefined): string {
  try {
    return typeof segment === "string" ? decodeURIComponent(segment) : "";
  } catch {
    throw notFound("There is nothing here: the address holds a malformed escape.");
  }
}

function toProblem(error: unknown): Response {
  if (error instanceof HttpProblem) return error.toResponse();
  log().error({ err: error }, "A request failed: a fault in Clusterdeck");
  const detail = "Clusterdeck could not answer this. Its log says more.";
  return new HttpProblem(500, { code: "internal", detail }).toResponse();
}
