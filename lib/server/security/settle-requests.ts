import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { noteForwarded, settleForwardedHeaders } from "./forwarded-headers";
import { repairedPath } from "./repaired-path";
import { settleRouterState } from "./router-state";
import { matchRanges } from "./trusted-proxies";
import { nameRequest } from "./unanswered-requests";

/**
 * Settles each request's forwarded headers, path and router state before Next sees it. Only here is the socket's
 * address known: routes only get headers, and Next would write that address into a missing header, but believe one that
 * a client sent. A path or router state that Next cannot read would become an error of its own (500).
 */
export function settleRequests(trustedProxies: readonly string[]): void {
  const isTrustedProxy = matchRanges(trustedProxies);
  subscribe("http.server.request.start", (message) => {
    const request: unknown = Reflect.get(Object(message), "request");
    const response: unknown = Reflect.get(Object(message), "response");
    if (!(request instanceof IncomingMessage && response instanceof ServerResponse)) return;
    noteForwarded(request.headers);
    settleForwardedHeaders(request.headers, request.socket.remoteAddress, isTrustedProxy);
    settleRouterState(request.headers);
    if (request.url !== undefined) request.url = repairedPath(request.url);
    nameRequest(request, response);
  });
}
