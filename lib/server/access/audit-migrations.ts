import "server-only";
import { type QueryExecutorProvider, type SchemaModule, sql } from "kysely";
import type { Migrations } from "../store/migrate";
import type { Dialect } from "../store/open-database";

export const AUDIT_MIGRATIONS: Migrations = { versionTable: "auditSchemaVersion", steps: [createAuditLog] };

const REFUSAL = sql.lit("The audit log can only be added to.");

async function createAuditLog(schema: SchemaModule, dialect: Dialect, executor: QueryExecutorProvider): Promise<void> {
  await schema
    .createTable("audit_entry")
    .addColumn("id", dialect === "sqlite" ? "integer" : "bigint", (column) =>
      dialect === "sqlite" ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity(),
    )
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("target", "text")
    .addColumn("from_address", "text")
    .execute();
  await (dialect === "sqlite" ? refuseChangesInSqlite(executor) : refuseChangesInPostgres(executor));
}

/** The database itself refuses, so that no fault of this program can make something unhappened. */
async function refuseChangesInSqlite(executor: QueryExecutorProvider): Promise<void> {
  for (const change of ["update", "delete"]) {
    await sql`create trigger ${sql.raw(`audit_entry_no_${change}`)} before ${sql.raw(change)} on audit_entry
      begin select raise(abort, ${REFUSAL}); end`.execute(executor);
  }
}

async function refuseChangesInPostgres(executor: QueryExecutorProvider): Promise<void> {
  await sql`create function refuse_audit_change() returns trigger language plpgsql as
    $$ begin raise exception ${REFUSAL}; end $$`.execute(executor);
  await sql`create trigger audit_entry_no_change before update or delete or truncate on audit_entry
    for each statement execute function refuse_audit_change()`.execute(executor);
}
