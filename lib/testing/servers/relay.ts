import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";

/** A port of this machine behind which something else listens. */
export interface Relay {
  port: number;
  /** Both ends of all connections. */
  sockets: ReadonlySet<Socket>;
  /** Ends every connection; new ones are taken. */
  cut(): void;
  /** Ends every connection, and each new one until `admit`. */
  refuse(): void;
  admit(): void;
  close(): void;
}

/**
 * Stands between clients and what listens there, at this port or a free one. `connect` says what passes between the two
 * ends of a connection.
 */
export async function openRelay(
  to: { host: string; port: number },
  connect: (client: Socket, server: Socket) => void,
  ownPort = 0,
): Promise<Relay> {
  const sockets = new Set<Socket>();
  let isRefusing = false;
  const listening = createServer((client) => {
    if (isRefusing) {
      client.destroy();
      return;
    }
    const server = createConnection(to.port, to.host);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    connect(client, server);
  }).listen(ownPort, "127.0.0.1");
  await once(listening, "listening");
  const address = listening.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    ...{ port: address.port, sockets, cut },
    refuse() {
      isRefusing = true;
      cut();
    },
    admit() {
      isRefusing = false;
    },
    close() {
      listening.close();
      cut();
    },
  };
}
