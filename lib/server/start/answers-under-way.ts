import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

const underWay = new Set<ServerResponse>();
let noteSent = () => {};

/** Tracks the answers to all requests from now on. */
export function trackAnswers(): void {
  subscribe("http.server.request.start", (message) => {
    const response: unknown = Reflect.get(Object(message), "response");
    if (!(response instanceof ServerResponse)) return;
    underWay.add(response);
    response.once("close", () => {
      underWay.delete(response);
      noteSent();
    });
  });
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
