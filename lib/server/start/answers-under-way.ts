import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const underWay = new Set<ServerResponse>();

/** Tracks the answers to all requests from now on. */
export function trackAnswers(): void {
  subscribe("http.server.request.start", (message) => {
    const response: unknown = Reflect.get(Object(message), "response");
    if (!(response instanceof ServerResponse)) return;
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
}

/** Resolves once every answer that is under way has been sent or given up, or after this long if one takes longer. */
export async function answersSent(patienceMs: number): Promise<void> {
  const sent = Promise.all([...underWay].map((response) => once(response, "close")));
  await Promise.race([sent, sleep(patienceMs)]);
}
