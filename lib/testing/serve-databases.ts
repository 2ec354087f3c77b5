import { once } from "node:events";
import { createServer } from "node:http";
import { startPostgres, type TestPostgres } from "./postgres";

export interface ServedDatabases {
  /** Answers with the address of a new, empty database. */
  url: string;
  close(): Promise<void>;
}

/** One PostgreSQL server for all processes of a test run, started when the first of them asks for a database. */
export async function serveDatabases(): Promise<ServedDatabases> {
  let postgres: Promise<TestPostgres> | undefined;
  const server = createServer(async (_, answer) => {
    postgres ??= startPostgres();
    answer.end(await (await postgres).createDatabase());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.close();
      await (await postgres)?.stop();
    },
  };
}
