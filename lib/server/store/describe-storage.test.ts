import { expect, it } from "vitest";
import { describeEachStore } from "@/lib/testing/stores";
import { describeStorage } from "./describe-storage";
import { migrate } from "./migrate";
import { openDatabase } from "./open-database";

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
