import { openRelay } from "./relay";

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
  const relay = await openRelay({ host: url.hostname, port: Number(url.port) }, (client, database) => {
    let isAnswerLost = false;
    client.on("data", (sent) => {
      const fate = fateOf(sent.toString("latin1"));
      if (fate === "is lost") client.destroy();
      else database.write(sent);
      isAnswerLost = fate === "loses its answer";
    });
    database.on("data", (answer) => {
      if (isAnswerLost) client.destroy();
      else client.write(answer);
    });
  });
  url.port = `${relay.port}`;
  return { databaseUrl: url.href, refuse: relay.refuse, close: relay.close };
}
