import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

/** The header in which a route names the coding of a body that it has compressed itself. Never leaves the server. */
export const CONTENT_CODING_HEADER = "x-clusterdeck-content-coding";

/**
 * Next drops `Content-Encoding` from every route's answer, since it may come from a fetch that has decoded the body
 * (next/dist/server/send-response.js; github.com/vercel/next.js/issues/98007). A body that was compressed once for all
 * viewers needs it, so it is restored where Next passes our own header to Node, early enough for Next's compression to
 * see it.
 */
export function restoreContentEncoding(): void {
  subscribe("http.server.request.start", (message) => {
    const response: unknown = Reflect.get(Object(message), "response");
    if (response instanceof ServerResponse) restoreOn(response);
  });
}

function restoreOn(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name !== CONTENT_CODING_HEADER) return setHeader(name, value);
    sendHeadersWithBody(response);
    return setHeader("Content-Encoding", value);
  };
}

/** Next sends the headers by themselves, for bodies that are still being made. This one is complete: one write to the socket is enough. */
function sendHeadersWithBody(response: ServerResponse): void {
  response.flushHeaders = () => {};
}
