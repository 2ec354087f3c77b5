import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";

export interface NetworkGate {
  port: number;
  /** Nothing passes any more, and neither end learns of it: what was sent arrives once it is opened. */
  freeze(): void;
  open(): void;
  /** Ends every connection; new ones are taken. */
  cut(): void;
  /** Ends every connection, and each new one. */
  refuse(): void;
  close(): void;
}

/** Stands between a client and a server of this machine, as a network does that may fail. */
export async function openGate(port: number): Promise<NetworkGate> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  let isRefusing = false;
  const server = createServer((client) => {
    if (isRefusing) {
      client.destroy();
      return;
    }
    const behind = createConnection(port, "127.0.0.1");
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => to.write(data));
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      if (isFrozen) from.pause();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    open() {
      isFrozen = false;
      isRefusing = false;
      for (const socket of sockets) socket.resume();
    },
    cut,
    refuse() {
      isRefusing = true;
      cut();
    },
    close() {
      server.close();
      cut();
    },
  };
}
