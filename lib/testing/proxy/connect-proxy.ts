import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";

/** How the proxy answers what it is asked to reach: with a status of its own, or not at all. */
type Fault = number | "silent" | "reset";

export interface ConnectProxy {
  url: string;
  /** What it was asked for: "CONNECT api.provider.test:443", "GET http://127.0.0.1:8080/v1". */
  asked: string[];
  /** The logins it was given, as they were sent. */
  logins: (string | undefined)[];
  /** From now on it refuses everything so; `null` mends it. */
  turn(fault: Fault | null): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * A real HTTP proxy on its own port. Whatever name it is asked for, it leads to the port that `portOf` gives it: no test resolves names.
 */
export async function startConnectProxy(portOf: (host: string) => number): Promise<ConnectProxy> {
  const sockets = new Set<Duplex>();
  const asked: string[] = [];
  const logins: (string | undefined)[] = [];
  let fault: Fault | null = null;

  const note = (request: IncomingMessage) => {
    asked.push(`${request.method} ${request.url}`);
    logins.push(request.headers["proxy-authorization"]);
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    note(request);
    if (typeof fault === "number") return response.writeHead(fault).end("the proxy's own words: CANARY");
    const { hostname, pathname, search } = new URL(request.url ?? "");
    const onward = { host: "127.0.0.1", port: portOf(hostname), path: pathname + search };
    request.pipe(
      forward({ ...onward, method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.on("connect", (request, socket) => {
    note(request);
    if (fault === "silent") return;
    if (fault === "reset") return destroy(socket);
    if (fault !== null) return socket.end(`HTTP/1.1 ${fault} No\r\n\r\nthe proxy's own words: CANARY`);
    const [host = ""] = (request.url ?? "").split(":");
    const target = connect(portOf(host), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    for (const end of [target, socket]) {
      sockets.add(end);
      end.on("error", () => {}).on("close", () => [target, socket].forEach((one) => void one.destroy()));
    }
  });
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    asked,
    logins,
    turn: (next) => {
      fault = next;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function destroy(socket: Duplex): void {
  if (isTcp(socket)) socket.resetAndDestroy();
  else socket.destroy();
}

function isTcp(socket: Duplex): socket is Socket {
  return "resetAndDestroy" in socket && !(socket instanceof TLSSocket);
}
