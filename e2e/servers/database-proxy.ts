import { Transform } from "node:stream";
import { openRelay } from "@/lib/testing/servers/relay";

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
  const url = new URL(databaseUrl);
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
  const relay = await openRelay({ host: url.hostname, port: Number(url.port) }, (client, database) => {
    client.pipe(heldBack()).pipe(database);
    if (dropsNotifications) database.pipe(withoutNotifications()).pipe(client);
    else database.pipe(client);
  });
  url.port = `${relay.port}`;
  return {
    url: url.href,
    cut: relay.refuse,
    letThrough: () => {
      relay.admit();
      through.resolve();
      through = Promise.withResolvers();
    },
    holdBack: (...words) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited = { words, said: resolve };
      return promise;
    },
    [Symbol.asyncDispose]: async () => relay.close(),
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
