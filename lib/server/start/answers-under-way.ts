import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

const underWay = new Set<ServerResponse>();
let isEnding = false;
let noteSent = () => {};

/** Tracks the answers to all requests from now on. */
export function trackAnswers(): void {
  subscribe("http.server.request.start", (message) => {
    const response: unknown = Reflect.get(Object(message), "response");
    if (!(response instanceof ServerResponse)) return;
    underWay.add(response);
    if (isEnding) endConnectionOf(response);
    response.once("close", () => {
      underWay.delete(response);
      noteSent();
    });
  });
}

/**
 * From now on each answer is the last one on its connection. Otherwise a balancer would send another request on it, and lose that when
 * the process ends.
 */
export function endConnections(): void {
  isEnding = true;
  for (const response of underWay) endConnectionOf(response);
}

function endConnectionOf(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}

/**
 * Resolves once every answer that is under way has been sent or given up, or none has been for this long: those that
 * are left wait for something else.
 */
export function answersSent(patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, patienceMs);
    noteSent = () => {
      if (underWay.size > 0) patience.refresh();
      else resolve();
    };
    noteSent();
  });
}
