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
}

/** Tells this lock from all others in the database. */
const CREATING = 0x6d696772;

/**
 * Brings one part of a store to this program's schema, in one transaction. Not Kysely's `Migrator`: on SQLite that runs
 * without a transaction, and it cannot tell a newer store from a damaged one (docs/decisions/own-migrations.md).
 */
export async function migrate({ longWork, dialect }: Store, { versionTable, steps }: Migrations): Promise<void> {
  await longWork.transaction().execute(async (transaction) => {
    const versions = transaction.withTables<Record<typeof versionTable, { version: number }>>();
    // Two servers that start on an empty database would both find no table, and one could not create it.
    if (dialect === "postgres") await sql`select pg_advisory_xact_lock(${CREATING})`.execute(versions);
    await versions.schema.createTable(versionTable).ifNotExists().addColumn("version", "integer").execute();
    if (dialect === "postgres") await sql`lock table ${sql.table(versionTable)} in exclusive mode`.execute(versions);
    const stored = await versions.selectFrom(versionTable).select("version").executeTakeFirst();
    const version = stored?.version ?? 0;
    if (version > steps.length) {
      throw new StoreError(
        "newer-schema",
        `The stored data has schema version ${version}, and this version of Clusterdeck supports only up to ${steps.length}. ` +
          "Start the newer Clusterdeck that wrote it, or point this one at another CLUSTERDECK_DATA_DIR or DATABASE_URL.",
      );
    }
    if (version === steps.length) return;
    for (const step of steps.slice(version)) await step(transaction.schema, dialect, transaction);
    await versions.deleteFrom(versionTable).execute();
    await versions.insertInto(versionTable).values({ version: steps.length }).execute();
  });
}
