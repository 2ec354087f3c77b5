import { once } from "node:events";
import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { startPostgres, type TestPostgres } from "./postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the address of a new, empty database. */
    newDatabaseAt: string;
  }
}

/** Vitest's global setup: one PostgreSQL server for all suites, started when the first of them asks for a database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Promise<TestPostgres> | undefined;
  const databases = createServer(async (_, answer) => {
    postgres ??= startPostgres();
    answer.end(await (await postgres).createDatabase());
  }).listen(0, "127.0.0.1");
  await once(databases, "listening");
  const address = databases.address();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  project.provide("newDatabaseAt", `http://127.0.0.1:${address.port}`);
  return async () => {
    databases.close();
    await (await postgres)?.stop();
  };
}
