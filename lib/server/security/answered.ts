import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { singleton } from "../singleton";

const NAME = "x-clusterdeck-request";

const unanswered = () => singleton("unanswered-requests", () => new Map<string, ServerResponse>());

/**
 * Gives a request its own id in a header, replacing any that the client sent, so that a page's guard can learn when
 * Node has answered it: Next does not tell.
 */
export function nameRequest(request: IncomingMessage, response: ServerResponse): void {
  const name = randomUUID();
  request.headers[NAME] = name;
  unanswered().set(name, response);
  response.once("close", () => unanswered().delete(name));
}

/** Whether the request with these headers is still waiting for its answer. */
export function isWaiting(headers: Headers): boolean {
  return unanswered().has(headers.get(NAME) ?? "");
}

/** Calls back once the request with these headers is answered or its client has gone. */
export function whenAnswered(headers: Headers, call: () => void): void {
  const response = unanswered().get(headers.get(NAME) ?? "");
  if (response === undefined) call();
  else response.once("close", call);
}
