import { serveDatabases } from "@/lib/testing/serve-databases";

/** In the environment, which workers inherit. */
const VARIABLE = "TEST_DATABASES_OF_CLUSTERDECK";

/** Playwright's global setup: one PostgreSQL server for all tests. */
export default async function setup(): Promise<() => Promise<void>> {
  const { url, close } = await serveDatabases();
  process.env[VARIABLE] = url;
  return close;
}

/** The address of a new, empty database on the server that all tests share. */
export async function newDatabase(): Promise<string> {
  return (await fetch(process.env[VARIABLE] ?? "")).text();
}
