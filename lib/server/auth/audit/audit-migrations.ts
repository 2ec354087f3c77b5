import "server-only";
import { type QueryExecutorProvider, type SchemaModule, sql } from "kysely";
import type { Migrations } from "../../store/migrate";
import type { Dialect } from "../../store/open-database";

export const AUDIT_MIGRATIONS: Migrations = {
  versionTable: "auditSchemaVersion",
  steps: [createAuditLog, countAndPrune],
};

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

/** The database itself refuses changes, so that no bug in this program can rewrite the past. */
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

const PERMITTED = sql`select 1 from audit_pruning where old.at < all_before or (
  old.action in ('sign-in-failed', 'tries-refused', 'password-change-failed', 'installation-claim-failed', 'share-link-password-failed')
  and (old.at < refused_before or old.id <= refused_until_id))`;

/**
 * Lets an entry stand for several events, and lets old entries be removed: only those that `audit_pruning` names, and
 * only while it does.
 */
async function countAndPrune(schema: SchemaModule, dialect: Dialect, executor: QueryExecutorProvider): Promise<void> {
  await schema
    .alterTable("audit_entry")
    .addColumn("count", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  await schema.createIndex("audit_entry_by_action").on("audit_entry").columns(["action", "id"]).execute();
  await schema
    .createTable("audit_pruning")
    .addColumn("all_before", "bigint", (column) => column.notNull())
    .addColumn("refused_before", "bigint", (column) => column.notNull())
    .addColumn("refused_until_id", "bigint", (column) => column.notNull())
    .execute();
  await (dialect === "sqlite" ? permitPruningInSqlite(executor) : permitPruningInPostgres(executor));
}

async function permitPruningInSqlite(executor: QueryExecutorProvider): Promise<void> {
  await sql`drop trigger audit_entry_no_delete`.execute(executor);
  await sql`create trigger audit_entry_no_delete before delete on audit_entry when not exists (${PERMITTED})
    begin select raise(abort, ${REFUSAL}); end`.execute(executor);
}

async function permitPruningInPostgres(executor: QueryExecutorProvider): Promise<void> {
  await sql`drop trigger audit_entry_no_change on audit_entry`.execute(executor);
  await sql`create trigger audit_entry_no_change before update or truncate on audit_entry
    for each statement execute function refuse_audit_change()`.execute(executor);
  await sql`create function refuse_audit_deletion() returns trigger language plpgsql as $$ begin
    if exists (${PERMITTED}) then return old; end if;
    raise exception ${REFUSAL};
  end $$`.execute(executor);
  await sql`create trigger audit_entry_no_delete before delete on audit_entry
    for each row execute function refuse_audit_deletion()`.execute(executor);
}
