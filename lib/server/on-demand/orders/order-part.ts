import "server-only";
import type { ColumnDefinitionBuilder, SchemaModule } from "kysely";
import type { StorePart } from "../../store/store-part";

/** Nothing of it is copied: it tells servers of one database about orders of the last minutes. */
export const ORDER_PART: StorePart = {
  migrations: { versionTable: "orderSchemaVersion", steps: [createOrderClaims] },
  tables: [],
  derived: ["orderClaim"],
};

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** Written by servers on PostgreSQL only. Of an order it has nothing but a digest. */
async function createOrderClaims(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("order_claim")
    .addColumn("cluster_id", "text", (column) => column.primaryKey())
    .addColumn("token", "text", required)
    .addColumn("digest", "text", required)
    // Null while the order is under way.
    .addColumn("outcome", "text")
    // By the database's clock. While it is under way: unless renewed until then, its server has gone. Afterwards: how long its outcome counts.
    .addColumn("expires_at", "timestamptz", required)
    .execute();
}
