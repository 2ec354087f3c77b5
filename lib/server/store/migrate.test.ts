import { expect, it, onTestFinished } from "vitest";
import { describeEachStore } from "@/lib/testing/stores";
import { findNewerSchema, type Migration, type Migrations, migrate, requireKnownSchema } from "./migrate";
import { openDatabase, type StoreLocation } from "./open-database";
import { StoreError } from "./store-error";

const addTable =
  (name: string): Migration =>
  (schema) =>
    schema.createTable(name).addColumn("id", "integer").execute();

const versionTable = "exampleSchemaVersion";
const older: Migrations = { versionTable, steps: [addTable("one"), addTable("two")] };
/** What it adds, older programs do without … */
const expanded: Migrations = { ...older, steps: [...older.steps, addTable("three")], compatibleSince: 2 };
/** … and what this one does, they do not. */
const contracted: Migrations = { ...older, steps: [...expanded.steps, addTable("four")] };

function open(location: StoreLocation) {
  const store = openDatabase(location);
  onTestFinished(() => store.close());
  return store;
}

describeEachStore((newStore) => {
  it("lets an older program start on a schema that a newer one has only added to, and leaves that as it is", async () => {
    const store = open(await newStore());
    await migrate(store, expanded);
    await migrate(store, older);
    const versions = store.db.withTables<Record<typeof versionTable, { version: number }>>();
    expect(await versions.selectFrom(versionTable).selectAll().execute()).toEqual([
      { version: 3, dispensableSteps: 1 },
    ]);
    expect(await findNewerSchema(store, [older])).toBeNull();
  });

  it("keeps an older program out of a schema of which nobody has said that it may use it, at its start and later", async () => {
    const store = open(await newStore());
    await migrate(store, older);
    expect(await findNewerSchema(store, [older])).toBeNull();
    await migrate(store, contracted);
    const newer = { kind: "newer-schema", message: expect.stringContaining("supports only up to 2") };
    await expect(migrate(store, older)).rejects.toMatchObject(newer);
    expect(await findNewerSchema(store, [older])).toMatchObject(newer);
    expect(await findNewerSchema(store, [contracted])).toBeNull();
  });

  it("keeps an older program out of a schema that was written before there were minimum versions", async () => {
    const store = open(await newStore());
    await store.db.schema.createTable(versionTable).addColumn("version", "integer").execute();
    const versions = store.db.withTables<Record<typeof versionTable, { version: number }>>();
    await versions.insertInto(versionTable).values({ version: 3 }).execute();
    await expect(migrate(store, older)).rejects.toMatchObject({ kind: "newer-schema" });
    await migrate(store, contracted);
    await expect(migrate(store, older)).rejects.toMatchObject({ kind: "newer-schema" });
  });

  it("takes what a program said of its own schema for no promise of a newer one, which may not know of minimum versions", async () => {
    const store = open(await newStore());
    await migrate(store, expanded);
    const versions = store.db.withTables<Record<typeof versionTable, { version: number }>>();
    await versions.updateTable(versionTable).set({ version: 99 }).execute();
    await expect(migrate(store, older)).rejects.toMatchObject({ kind: "newer-schema" });
    await expect(migrate(store, contracted)).rejects.toMatchObject({ kind: "newer-schema" });
  });

  it("does not let a program copy a store of which it does not know all", async () => {
    const store = open(await newStore());
    await migrate(store, expanded);
    await expect(requireKnownSchema(store, older)).rejects.toMatchObject({ kind: "newer-schema" });
    await requireKnownSchema(store, expanded);
  });

  it("asks a store nothing any more that was given up, and says why", async () => {
    const store = open(await newStore());
    await migrate(store, older);
    const reason = new StoreError("newer-schema", "It is newer.");
    store.retire(reason);
    await expect(migrate(store, older)).rejects.toBe(reason);
    await expect(findNewerSchema(store, [older])).rejects.toBe(reason);
  });
});
