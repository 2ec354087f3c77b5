import "server-only";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { StoreLocation } from "./open-database";
import { startPostgres, type TestPostgres } from "./postgres-for-tests";

/** Runs the same tests on SQLite and on a real PostgreSQL server. `newStore` gives the location of an empty store. */
export function describeEachStore(tests: (newStore: () => Promise<StoreLocation>) => void): void {
  describe("SQLite", () => {
    const newFolder = temporaryFolders();
    tests(async () => ({ dataDir: newFolder() }));
  });

  describe("PostgreSQL", () => {
    let server: TestPostgres;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.stop());
    tests(async () => ({ databaseUrl: await server.createDatabase() }));
  });
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
