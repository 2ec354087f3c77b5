import "server-only";
import type { SchemaModule } from "kysely";
import type { Migrations } from "../../store/migrate";

/** These run after the migrations of the share links, whose tables they refer to. */
export const DISPLAY_MIGRATIONS: Migrations = { versionTable: "displaySchemaVersion", steps: [createDisplays] };

async function createDisplays(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("display_pairing")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("code", "text", (column) => column.notNull().unique())
    .addColumn("address", "text")
    .addColumn("user_agent", "text")
    .addColumn("asked_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("confirmed_at", "bigint")
    .addColumn("page", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("display_contact")
    .addColumn("link_id", "text", (column) => column.primaryKey().references("share_link.id"))
    .addColumn("page", "text", (column) => column.notNull())
    .addColumn("build", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .execute();
}
