import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";
import { Transform } from "node:stream";

/** Stands between a server and its database. */
export interface DatabaseProxy extends AsyncDisposable {
  /** The address of the database behind it. */
  url: string;
  /** Ends every connection, and lets none be made until `letThrough`. */
  cut(): void;
  letThrough(): void;
  /**
   * Keeps back the next thing that a client says in which all these words occur, and whatever it says after it, until
   * `letThrough`. Resolves when it was said.
   */
  holdBack(...words: string[]): Promise<void>;
}

interface Behaviour {
  /** As poolers do that lend a connection for one transaction: to listen is allowed, and nothing is ever heard. */
  dropsNotifications?: boolean;
}

/** The type of the message with which PostgreSQL passes a notification on. */
const NOTIFICATION = "A".charCodeAt(0);
const TYPE_AND_LENGTH_BYTES = 5;

export async function standBeforeDatabase(
  databaseUrl: string,
  { dropsNotifications = false }: Behaviour = {},
): Promise<DatabaseProxy> {
  const behind = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  let awaited: { words: readonly string[]; said: () => void } | null = null;
  let through = Promise.withResolvers<void>();

  const heldBack = () =>
    new Transform({
      transform: async (chunk: Buffer, _, done) => {
        const { words, said } = awaited ?? { words: [], said: () => {} };
        if (words.length > 0 && words.every((word) => chunk.includes(word))) {
          awaited = null;
          said();
          await through.promise;
        }
        done(null, chunk);
      },
    });
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const database = createConnection(Number(behind.port), behind.hostname);
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
    client.pipe(heldBack()).pipe(database);
    if (dropsNotifications) database.pipe(withoutNotifications()).pipe(client);
    else database.pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  const url = new URL(databaseUrl);
  url.port = `${address.port}`;

  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: url.href,
    cut,
    letThrough: () => {
      isCut = false;
      through.resolve();
      through = Promise.withResolvers();
    },
    holdBack: (...words) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited = { words, said: resolve };
      return promise;
    },
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Passes on whole messages, but no notifications. */
function withoutNotifications(): Transform {
  let rest = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= TYPE_AND_LENGTH_BYTES) {
        // The length counts itself, but not the type before it.
        const end = 1 + rest.readUInt32BE(1);
        if (rest.length < end) break;
        if (rest[0] !== NOTIFICATION) this.push(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
      done();
    },
  });
}
