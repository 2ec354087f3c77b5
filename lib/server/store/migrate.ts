import "server-only";
import { type QueryExecutorProvider, type SchemaModule, sql } from "kysely";
import type { Dialect, Store } from "./open-database";
import { StoreError } from "./store-error";

/**
 * One step of a schema. Tables and columns are named as plain text, because a migration must not change when the
 * schema's types do.
 */
export type Migration = (schema: SchemaModule, dialect: Dialect, executor: QueryExecutorProvider) => Promise<void>;

/** The steps of one part of the store, and the table that counts how many of them have run. */
export interface Migrations {
  /** In camel case. */
  versionTable: "schemaVersion" | `${string}SchemaVersion`;
  /** Forward only. A published step is never edited. */
  steps: readonly Migration[];
  /**
   * How many of the steps a program must know to use a store that has all of them: what comes after only adds what older programs do
   * without, so that they may go on beside this one, and be returned to. All of them, if left out: nobody has looked at others.
   */
  compatibleSince?: number;
}

interface StoredVersion {
  /** How many steps have run. */
  version: number;
  /**
   * How many of the latest of them older programs can do without; `null` from programs that did not say so. Counted back from the
   * version, so that a program which only raises that promises nothing for its own steps.
   */
  dispensableSteps: number | null;
}

/** Tells this lock from all others in the database. */
const CREATING = 0x6d696772;

/**
 * Brings one part of a store to this program's schema, in one transaction. Not Kysely's `Migrator`: on SQLite that runs
 * without a transaction, and it cannot tell a newer store from a damaged one (docs/decisions/own-migrations.md).
 */
export async function migrate({ longWork, dialect }: Store, migrations: Migrations): Promise<void> {
  const { versionTable, steps, compatibleSince = steps.length } = migrations;
  await longWork.transaction().execute(async (transaction) => {
    const versions = transaction.withTables<Record<typeof versionTable, StoredVersion>>();
    // Two servers that start on an empty database would both find no table, and one could not create it.
    if (dialect === "postgres") await sql`select pg_advisory_xact_lock(${CREATING})`.execute(versions);
    await versions.schema
      .createTable(versionTable)
      .ifNotExists()
      .addColumn("version", "integer")
      .addColumn("dispensableSteps", "integer")
      .execute();
    if (dialect === "postgres") await sql`lock table ${sql.table(versionTable)} in exclusive mode`.execute(versions);
    const stored = await versions.selectFrom(versionTable).selectAll().executeTakeFirst();
    const version = stored?.version ?? 0;
    if (version > steps.length) {
      if (steps.length < minCompatible(stored)) throw newerSchema(version, steps.length);
      return;
    }
    const dispensableSteps = steps.length - compatibleSince;
    if (stored !== undefined && !("dispensableSteps" in stored)) {
      await versions.schema.alterTable(versionTable).addColumn("dispensableSteps", "integer").execute();
    } else if (version === steps.length && stored?.dispensableSteps === dispensableSteps) return;
    for (const step of steps.slice(version)) await step(transaction.schema, dialect, transaction);
    await versions.deleteFrom(versionTable).execute();
    await versions.insertInto(versionTable).values({ version: steps.length, dispensableSteps }).execute();
  });
}

/**
 * The error with which to give up a store that another server has meanwhile brought to a schema that this program must not use;
 * `null` as long as it may.
 */
export async function findNewerSchema({ db }: Store, parts: readonly Migrations[]): Promise<StoreError | null> {
  const { rows } = await sql<StoredVersion & { part: string }>`${sql.join(
    parts.map(
      ({ versionTable }) =>
        sql`select cast(${versionTable} as text) as part, version, dispensable_steps from ${sql.table(versionTable)}`,
    ),
    sql` union all `,
  )}`.execute(db);
  for (const { versionTable, steps } of parts) {
    const stored = rows.find(({ part }) => part === versionTable);
    if (stored !== undefined && steps.length < minCompatible(stored)) return newerSchema(stored.version, steps.length);
  }
  return null;
}

/** Throws where a program does not know all that is stored, as one must that copies it or seals it anew. */
export async function requireKnownSchema({ db }: Store, { versionTable, steps }: Migrations): Promise<void> {
  const versions = db.withTables<Record<typeof versionTable, StoredVersion>>();
  const stored = await versions.selectFrom(versionTable).select("version").executeTakeFirst();
  if (stored !== undefined && stored.version > steps.length) throw newerSchema(stored.version, steps.length);
}

function minCompatible(stored: StoredVersion | undefined): number {
  return stored === undefined ? 0 : stored.version - (stored.dispensableSteps ?? 0);
}

function newerSchema(version: number, supported: number): StoreError {
  return new StoreError(
    "newer-schema",
    `The stored data has schema version ${version}, and this version of Clusterdeck supports only up to ${supported}. ` +
      "Start the newer Clusterdeck that wrote it, or point this one at another CLUSTERDECK_DATA_DIR or DATABASE_URL.",
  );
}
