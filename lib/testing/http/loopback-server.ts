import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { TEST_CERTIFICATE, TEST_CERTIFICATE_KEY } from "../proxy/tls-certificate";

export interface LoopbackServer {
  origin: string;
  server: Server;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A real HTTP server for a test, on its own port; `await using` closes it with all its sockets. */
export async function startLoopbackServer(listener: RequestListener): Promise<LoopbackServer> {
  return listening(createServer(listener), "http");
}

/** The same over TLS, with the certificate of the tests. */
export async function startTlsServer(listener: RequestListener): Promise<LoopbackServer> {
  return listening(createTlsServer({ cert: TEST_CERTIFICATE, key: TEST_CERTIFICATE_KEY }, listener), "https");
}

async function listening(server: Server, scheme: "http" | "https"): Promise<LoopbackServer> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port");
  return {
    origin: `${scheme}://127.0.0.1:${address.port}`,
    server,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export function answering(status: number, headers: Record<string, string>, body: string | Buffer): RequestListener {
  return (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** Drops the connection with a TCP reset, before any answer. */
export const resetting: RequestListener = (request) => {
  request.socket.resetAndDestroy();
};

/** Behaves one way for the first request and another way from then on; counts the requests. */
export function faultyOnce(fault: RequestListener, otherwise: RequestListener) {
  const counted = { requests: 0 };
  const listener: RequestListener = (request, response) => {
    counted.requests += 1;
    (counted.requests === 1 ? fault : otherwise)(request, response);
  };
  return Object.assign(listener, { counted });
}

/** Sends a chunk for ever, as fast as it is read. `bytesTaken` resolves when the client hangs up. */
export function endless(status: number, headers: Record<string, string>, chunk: Buffer) {
  const { promise: bytesTaken, resolve } = Promise.withResolvers<number>();
  const listener: RequestListener = (_request, response) => {
    let sent = 0;
    const send = () => {
      do sent += chunk.byteLength;
      while (response.write(chunk));
    };
    response.on("drain", send).on("close", () => resolve(sent));
    response.writeHead(status, headers);
    send();
  };
  return { listener, bytesTaken };
}
