import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";
import { afterAll, beforeAll, describe, inject } from "vitest";
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
 * Addresses of empty stores on the PostgreSQL server that all suites share. A suite has a database of its own, and each store in it
 * a schema: that is made a hundred times as fast as a database.
 */
export function postgresStores(): () => Promise<string> {
  let databaseUrl: string;
  let stores = 0;
  beforeAll(async () => {
    databaseUrl = await askForDatabase();
  }, 60_000);
  return async () => {
    stores += 1;
    return createSchema(databaseUrl, `store_${stores}`);
  };
}

/** Folders that are removed after the tests of the present group. */
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
    get(inject("newDatabaseAt"), (answer) => resolve(text(answer))).once("error", reject);
  });
}

/** The address of a new schema: whatever connects by it sees and creates its tables there. */
async function createSchema(databaseUrl: string, name: string): Promise<string> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(`create schema ${name}`);
  await client.end();
  return `${databaseUrl}?options=-c%20search_path%3D${name}`;
}
