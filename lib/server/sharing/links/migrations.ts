import "server-only";
import { type QueryExecutorProvider, type SchemaModule, sql } from "kysely";
import type { Migrations } from "../../store/migrate";
import type { Dialect } from "../../store/open-database";

export const SHARE_MIGRATIONS: Migrations = {
  versionTable: "shareSchemaVersion",
  steps: [createShareLinks, callConnectionsAccounts, showProviderAndRegion],
};

async function createShareLinks(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("share_link")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("alias_key", "text", (column) => column.notNull())
    .addColumn("password_hash", "text")
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("scope", "text", (column) => column.notNull())
    .addColumn("show", "text", (column) => column.notNull())
    .addColumn("frame_origins", "text", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("revoked_at", "bigint")
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_opened_at", "bigint")
    .addColumn("opens", "integer", (column) => column.notNull())
    .execute();
  await schema
    .createTable("share_link_cluster")
    .addColumn("link_id", "text", (column) => column.notNull().references("share_link.id"))
    .addColumn("cluster_id", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("share_link_cluster_key", ["link_id", "cluster_id"])
    .addUniqueConstraint("share_link_cluster_number", ["link_id", "number"])
    .execute();
}

/**
 * Renames a field in the JSON of each link's scope. With quotes and colon it can only be a field name: inside a value
 * the quotes would be escaped.
 */
async function callConnectionsAccounts(_: SchemaModule, __: Dialect, executor: QueryExecutorProvider): Promise<void> {
  await sql`update share_link set scope = replace(scope, '"connectionIds":', '"accountIds":')`.execute(executor);
}

/** Every link made so far has shown both. The JSON is one object that holds only booleans, so it has one closing brace. */
async function showProviderAndRegion(_: SchemaModule, __: Dialect, executor: QueryExecutorProvider): Promise<void> {
  await sql`update share_link set show = replace(show, '}', ',"provider":true,"region":true}')`.execute(executor);
}
