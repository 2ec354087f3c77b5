import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";

/** What becomes of something that is sent to a database; its connection ends if it is lost, or the answer to it. */
export type Fate = "arrives" | "is lost" | "loses its answer";

interface LossyDatabase {
  databaseUrl: string;
  /** Ends every connection, and each new one. */
  refuse(): void;
  close(): void;
}

/** Stands between a client and a database: what loses its answer was done, and the client never learns of it. */
export async function loseAnswers(databaseUrl: string, fateOf: (sent: string) => Fate): Promise<LossyDatabase> {
  const url = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isRefusing = false;
  const server = createServer((client) => {
    if (isRefusing) {
      client.destroy();
      return;
    }
    const behind = createConnection(Number(url.port), url.hostname);
    let isAnswerLost = false;
    client.on("data", (sent) => {
      const fate = fateOf(sent.toString("latin1"));
      if (fate === "is lost") client.destroy();
      else behind.write(sent);
      isAnswerLost = fate === "loses its answer";
    });
    behind.on("data", (answer) => {
      if (isAnswerLost) client.destroy();
      else client.write(answer);
    });
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  const through = new URL(databaseUrl);
  through.port = `${address.port}`;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    databaseUrl: through.href,
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
