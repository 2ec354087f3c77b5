import type { Socket } from "node:net";
import { openRelay, type Relay } from "./relay";

export interface NetworkGate extends Pick<Relay, "port" | "cut" | "refuse" | "close"> {
  /** Nothing passes any more, and neither end learns of it: what was sent arrives once it is opened. */
  freeze(): void;
  open(): void;
}

/** Stands between a client and a server of this machine, as a network does that may fail; at this port or a free one. */
export async function openGate(port: number, ownPort = 0): Promise<NetworkGate> {
  let isFrozen = false;
  const connect = (client: Socket, server: Socket) => {
    client.on("data", (data) => server.write(data));
    server.on("data", (data) => client.write(data));
    if (isFrozen) for (const socket of [client, server]) socket.pause();
  };
  const relay = await openRelay({ host: "127.0.0.1", port }, connect, ownPort);
  return {
    ...{ port: relay.port, cut: relay.cut, refuse: relay.refuse, close: relay.close },
    freeze() {
      isFrozen = true;
      for (const socket of relay.sockets) socket.pause();
    },
    open() {
      isFrozen = false;
      relay.admit();
      for (const socket of relay.sockets) socket.resume();
    },
  };
}
