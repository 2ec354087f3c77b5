import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { ProviderFake } from "@/lib/server/providers/spec";

/** The part of a fake that is served. */
export type ServedFake = Pick<ProviderFake, "handle" | "basePath">;

interface ServeFakesOptions {
  /** By provider id. */
  fakes: Readonly<Record<string, ServedFake>>;
  /** 0 takes any free port. */
  port: number;
}

export interface ServedFakes {
  /** The base URL to configure for this provider. */
  urlOf(providerId: string): string;
  close(): Promise<void>;
}

/** Mounts each fake below `/<provider id>` on a loopback port, so that adapters reach it over real HTTP. */
export async function serveFakes({ fakes, port }: ServeFakesOptions): Promise<ServedFakes> {
  const fakeOf = (providerId: string) => (Object.hasOwn(fakes, providerId) ? fakes[providerId] : undefined);

  const server = createServer(async (incoming, outgoing) => {
    const [, providerId = "", path = "/"] = /^\/([^/?]+)(.*)$/.exec(incoming.url ?? "") ?? [];
    const fake = fakeOf(providerId);
    if (fake === undefined) outgoing.writeHead(404).end();
    else await answer(fake, path, incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${portOf(server)}`;

  return {
    urlOf: (providerId) => {
      const fake = fakeOf(providerId);
      if (fake === undefined) throw new Error(`There is no fake of "${providerId}".`);
      return `${origin}/${providerId}${fake.basePath}`;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * A fake or a body that fails resets the connection, as a failing provider does, rather than ending cleanly like an
 * answer.
 */
async function answer(
  fake: ServedFake,
  path: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const response = await fake.handle(await toRequest(path, incoming, outgoing));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) outgoing.end();
    else await response.body.pipeTo(Writable.toWeb(outgoing), { preventAbort: true });
  } catch {
    incoming.socket.resetAndDestroy();
  }
}

/**
 * The request as if the fake were called directly: its own origin, no mount path, and a signal that aborts when the
 * caller has gone.
 */
async function toRequest(path: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request> {
  const caller = new AbortController();
  outgoing.once("close", () => caller.abort());
  const method = incoming.method ?? "GET";
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Request(`http://${incoming.headers.host}${path}`, {
    method,
    headers,
    signal: caller.signal,
    body: method === "GET" || method === "HEAD" ? null : new Uint8Array(await buffer(incoming)),
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The fakes are not listening on a port.");
  return address.port;
}
