import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

export interface Balancer extends AsyncDisposable {
  url: string;
}

/** `lost`: the server may have begun, and went away before it answered. */
type Outcome = "answered" | "unreachable" | "lost";

const IDEMPOTENT: ReadonlySet<string> = new Set(["GET", "HEAD"]);

const MAX_IDLE_MS = 60_000;

/**
 * Passes each request on to the next of these servers in turn. As balancers do, it asks another one if that one cannot be
 * reached, and for what only reads also if that one goes away before it answers.
 */
export async function startBalancer(port: number, serverUrls: () => readonly string[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    turn += 1;
    const [first, urls] = [turn, serverUrls()];
    for (let tries = 0; tries < urls.length; tries += 1) {
      const outcome = await passOn(request, body, urls[(first + tries) % urls.length] ?? "", response);
      if (outcome === "answered" || response.closed) return;
      if (outcome === "lost" && !IDEMPOTENT.has(request.method ?? "")) break;
    }
    response.writeHead(502).end();
  });
  // Or a client asks on a connection that is just then being closed.
  server.keepAliveTimeout = MAX_IDLE_MS;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function passOn(
  { method, url = "", headers }: IncomingMessage,
  body: Buffer,
  serverUrl: string,
  response: ServerResponse,
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const outgoing = httpRequest(new URL(url, serverUrl), { method, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer
      .on("error", () => response.destroy())
      .on("close", () => resolve("answered"))
      .pipe(response);
  });
  outgoing.on("error", (error: NodeJS.ErrnoException) => {
    resolve(error.code === "ECONNREFUSED" ? "unreachable" : "lost");
  });
  response.once("close", () => outgoing.destroy());
  outgoing.end(body);
  return promise;
}
