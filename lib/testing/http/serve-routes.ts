import { buffer } from "node:stream/consumers";
import { createMatcher } from "@/lib/server/direct/direct-routes";
import { sendResponse } from "@/lib/server/direct/node-messages";
import type { Route } from "@/lib/server/http/define-route";
import { serve } from "@/lib/server/http/serve";
import { type LoopbackServer, startLoopbackServer } from "./loopback-server";

/** A real HTTP server with some of the API's routes, as Next would serve them. What is at none of them is a 404 without a body. */
export function serveRoutes(routes: readonly Route[]): Promise<LoopbackServer> {
  return startLoopbackServer(async (message, response) => {
    const { method = "GET", url = "/" } = message;
    const match = createMatcher(routes.filter((route) => route.method === method))(new URL(url, "http://x").pathname);
    if (match === null) {
      response.writeHead(404).end();
      return;
    }
    const body = await buffer(message);
    const headers = new Headers(Object.entries(message.headers).flatMap(([name, value]) => [[name, String(value)]]));
    const request = new Request(`http://${message.headers.host}${url}`, {
      ...{ method, headers },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    await sendResponse(response, await serve(match.route)(request, { params: Promise.resolve(match.params) }));
  });
}
