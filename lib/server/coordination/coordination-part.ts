import "server-only";
import type { ColumnDefinitionBuilder, SchemaModule } from "kysely";
import type { StorePart } from "../store/store-part";

/** Nothing of it is copied: in another store, other servers hold other leases. */
export const COORDINATION_PART: StorePart = {
  migrations: { versionTable: "coordinationSchemaVersion", steps: [createLeases] },
  tables: [],
  derived: ["lease", "server"],
};

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const key = (column: ColumnDefinitionBuilder) => column.primaryKey();

/** All times are of the database's clock. Rows are written every few seconds, by servers on PostgreSQL only. */
async function createLeases(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("lease")
    .addColumn("name", "text", key)
    .addColumn("holder", "text", required)
    .addColumn("epoch", "bigint", required)
    .addColumn("version", "text", required)
    .addColumn("expires_at", "timestamptz", required)
    .addColumn("acquired_at", "timestamptz", required)
    .execute();
  await schema
    .createTable("server")
    .addColumn("id", "text", key)
    .addColumn("name", "text", required)
    .addColumn("version", "text", required)
    .addColumn("build", "text")
    .addColumn("started_at", "timestamptz", required)
    .addColumn("seen_at", "timestamptz", required)
    .addColumn("clock_ahead_ms", "bigint", required)
    .addColumn("hears_hints", "boolean", required)
    .execute();
}
