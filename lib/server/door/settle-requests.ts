import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { settleForwardedHeaders } from "./forwarded-headers";
import { matchRanges } from "./trusted-proxies";

/**
 * Settles each request's forwarded headers before Next sees it. Only here is the socket's own address known: routes get no more
 * than headers, and where none came Next would write that address into them itself, but believe any that a client sent.
 */
export function settleRequests(trustedProxies: readonly string[]): void {
  const isTrustedProxy = matchRanges(trustedProxies);
  subscribe("http.server.request.start", (message) => {
    const request: unknown = Reflect.get(Object(message), "request");
    if (!(request instanceof IncomingMessage)) return;
    settleForwardedHeaders(request.headers, request.socket.remoteAddress, isTrustedProxy);
  });
}
