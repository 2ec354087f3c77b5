import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { settleForwardedHeaders } from "./forwarded-headers";
import { repairedPath } from "./repaired-path";
import { matchRanges } from "./trusted-proxies";

/**
 * Settles each request's forwarded headers and its path before Next sees it. Only here is the socket's own address known: routes get no more
 * than headers, and where none came Next would write that address into them itself, but believe any that a client sent. Of a path
 * that cannot be decoded, Next would make an error of its own (500).
 */
export function settleRequests(trustedProxies: readonly string[]): void {
  const isTrustedProxy = matchRanges(trustedProxies);
  subscribe("http.server.request.start", (message) => {
    const request: unknown = Reflect.get(Object(message), "request");
    if (!(request instanceof IncomingMessage)) return;
    settleForwardedHeaders(request.headers, request.socket.remoteAddress, isTrustedProxy);
    if (request.url !== undefined) request.url = repairedPath(request.url);
  });
}
