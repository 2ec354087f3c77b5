import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { API, EVERYWHERE, GUESTS } from "@/lib/contract/answer-headers.mjs";
import type { Route } from "../http/define-route";
import { serve } from "../http/serve";
import { log } from "../log";
import { singleton } from "../singleton";
import { answerBuildFile } from "./answer-build-file";
import { createMatcher, DIRECT_ROUTES, type Match } from "./direct-routes";
import { sendResponse, toRequest } from "./node-messages";

/** Answers the request, or returns false if that is Next's to do. */
export type AnswerDirectly = (request: IncomingMessage, response: ServerResponse) => boolean;

const HEADERS = Object.entries({ ...EVERYWHERE, ...API });
const GUESTS_HEADERS = Object.entries({ ...EVERYWHERE, ...API, ...GUESTS });

/** From now on the server passes every request here first: see `scripts/serve.mjs`. */
export function answerDirectlyFromNowOn(): void {
  singleton("answer-directly", (): AnswerDirectly => {
    const answerRoute = createDirectAnswers(DIRECT_ROUTES);
    return (request, response) => answerRoute(request, response) || answerBuildFile(request, response);
  });
}

export function createDirectAnswers(routes: readonly Route[]): AnswerDirectly {
  const find = createMatcher(routes);
  return (request, response) => {
    if (request.method !== "GET") return false;
    const [path = ""] = (request.url ?? "").split("?", 1);
    const match = find(path);
    if (match === null) return false;
    answer(match, request, response).catch((error: unknown) => {
      log().error({ err: error }, "An answer could not be sent");
      response.destroy();
    });
    return true;
  };
}

async function answer({ route, params }: Match, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of route.audience === "guest" ? GUESTS_HEADERS : HEADERS) response.setHeader(name, value);
  await sendResponse(response, await serve(route)(toRequest(request, response), { params: Promise.resolve(params) }));
}
