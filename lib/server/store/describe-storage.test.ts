import { expect, it } from "vitest";
import { describeEachStore } from "@/lib/testing/stores";
import { describeStorage, storageWords } from "./describe-storage";
import { migrate } from "./migrate";
import { openDatabase } from "./open-database";

it("names a store in a sentence, without credentials, whatever its address looks like", () => {
  const address = "deck.example.org:5432/clusterdeck";
  expect(storageWords({ databaseUrl: `postgres://me:CANARY@${address}` })).toBe(`PostgreSQL at ${address}`);
  expect(storageWords({ databaseUrl: `postgres://${address}?password=CANARY` })).toBe(`PostgreSQL at ${address}`);
  for (const password of ["CANARY/1", "12/CANARY", "12#CANARY", "12?CANARY", "CANARY@12/3"])
    expect(storageWords({ databaseUrl: `postgres://me:${password}@${address}` })).toBe("PostgreSQL");
  expect(storageWords({ dataDir: "/data" })).toBe("SQLite in /data");
});

it("shows nothing of an address in which a password is not escaped", async () => {
  const databaseUrl = "postgres://me:12/CANARY@deck.example.org/clusterdeck";
  expect(await describeStorage({ databaseUrl }, null)).toMatchObject({ location: "as DATABASE_URL says" });
});

describeEachStore((newStore) => {
  it("says where the data is and how large it is, without credentials", async () => {
    const location = await newStore();
    const store = openDatabase(location);
    await migrate(store, { versionTable: "schemaVersion", steps: [] });
    const { kind, location: words, sizeBytes } = await describeStorage(location, store);
    expect(kind).toBe("dataDir" in location ? "SQLite" : "PostgreSQL");
    expect(sizeBytes).toBeGreaterThan(4_000);
    expect(words).not.toMatch(/@|postgres:/);
    await store.close();
  });
});
