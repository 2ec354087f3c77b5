import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";

export interface FrontProxy extends AsyncDisposable {
  url: string;
  /** As when the machine of a browser sleeps: what was asked before is never answered, and nobody is told. */
  loseConnections(): void;
}

interface Behaviour {
  /** The headers of answers that it does not pass on. */
  drops?: readonly string[];
  /** Whether it passes on addresses without their query. */
  dropsQuery?: boolean;
}

/**
 * A proxy in front of the app, or of several, each request's own, that passes an answer on only once it has all of it.
 */
export async function startFrontProxy(
  app: string | (() => string),
  { drops = [], dropsQuery }: Behaviour = {},
): Promise<FrontProxy> {
  let lostBefore = 0;
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const number = asked;
    const target = new URL(request.url ?? "", typeof app === "string" ? app : app());
    if (dropsQuery && target.pathname.endsWith("/clusters")) target.search = "";
    const headers = { ...request.headers, host: target.host };
    const outgoing = httpRequest(target, { method: request.method, headers }, async (answer) => {
      const body = await buffer(answer).catch(() => null);
      if (number <= lostBefore || body === null) return;
      response.writeHead(answer.statusCode ?? 502, without(answer.headers, drops)).end(body);
    });
    outgoing.on("error", () => response.destroy());
    response.on("close", () => outgoing.destroy());
    request.pipe(outgoing);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    loseConnections: () => {
      lostBefore = asked;
      server.closeIdleConnections();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function without(headers: IncomingHttpHeaders, drops: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !drops.includes(name)));
}
