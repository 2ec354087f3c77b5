import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";
import { afterAll, describe, inject } from "vitest";
import type { StoreLocation } from "@/lib/server/store/open-database";

/** Runs the same tests on SQLite and on a real PostgreSQL server. `newStore` gives the location of an empty store. */
export function describeEachStore(tests: (newStore: () => Promise<StoreLocation>) => void): void {
  describe("SQLite", () => {
    const newFolder = temporaryFolders();
    tests(async () => ({ dataDir: newFolder() }));
  });

  describe("PostgreSQL", () => {
    const newDatabaseUrl = postgresStores();
    tests(async () => ({ databaseUrl: await newDatabaseUrl() }));
  });
}

/**
 * Addresses of empty databases on the PostgreSQL server that all suites share; they are removed after the tests of the
 * current group.
 */
export function postgresStores(): () => Promise<string> {
  const databaseUrls: string[] = [];
  afterAll(() => dropDatabases(databaseUrls));
  return async () => {
    const databaseUrl = await askForDatabase();
    databaseUrls.push(databaseUrl);
    return databaseUrl;
  };
}

/** Folders that are removed after the tests of the current group. */
export function temporaryFolders(): () => string {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(path.join(tmpdir(), "clusterdeck-history-"));
    folders.push(folder);
    return folder;
  };
}

/** Of `shared-postgres.ts`, which runs in another process. */
async function askForDatabase(): Promise<string> {
  return new Promise((resolve, reject) => {
    // On its own connection, because a kept-alive one may just then be closed at the other end.
    get(inject("newDatabaseAt"), { agent: false }, (answer) => resolve(text(answer))).once("error", reject);
  });
}

async function dropDatabases(databaseUrls: readonly string[]): Promise<void> {
  const [first] = databaseUrls;
  if (first === undefined) return;
  const client = new pg.Client(new URL("/postgres", first).href);
  await client.connect();
  for (const url of databaseUrls) await client.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
  await client.end();
}
