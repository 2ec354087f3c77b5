import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { MINUTE_MS } from "@/lib/domain/time/epoch";

/** Longer than any answer takes to begin: the slowest wait 30 s for a provider. */
export const STALLED_MS = MINUTE_MS;

const REQUEST_START = "http.server.request.start";

/**
 * Ends each connection on which an answer makes no progress: if a client stops reading, Next would wait for its socket
 * for ever. Node checks what the socket still has to send, so slow readers are left alone.
 * Returns what ends that.
 */
export function endStalledAnswers(stalledMs = STALLED_MS): () => void {
  const watch = (message: unknown) => {
    const response: unknown = Reflect.get(Object(message), "response");
    if (response instanceof ServerResponse) response.setTimeout(stalledMs);
  };
  subscribe(REQUEST_START, watch);
  return () => void unsubscribe(REQUEST_START, watch);
}
