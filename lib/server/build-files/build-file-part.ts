import "server-only";
import type { ColumnDefinitionBuilder, SchemaModule } from "kysely";
import type { Dialect } from "../store/open-database";
import type { StorePart } from "../store/store-part";

/** Nothing of it is copied: each server stores the files of its own build again. */
export const BUILD_FILE_PART: StorePart = {
  migrations: { versionTable: "buildFileSchemaVersion", steps: [createBuilds] },
  tables: [],
  derived: ["build", "buildFile"],
};

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** All times are of the database's clock. Written by servers on PostgreSQL only. */
async function createBuilds(schema: SchemaModule, dialect: Dialect): Promise<void> {
  await schema
    .createTable("build")
    .addColumn("id", "text", (column) => column.primaryKey())
    // Whether all of its files are there.
    .addColumn("is_complete", "boolean", required)
    // When a server of this build was last there, to within minutes.
    .addColumn("seen_at", "timestamptz", required)
    .execute();
  await schema
    .createTable("build_file")
    .addColumn("build_id", "text", (column) => column.notNull().references("build.id").onDelete("cascade"))
    // Below /_next/static/.
    .addColumn("path", "text", required)
    .addColumn("gzipped", dialect === "postgres" ? "bytea" : "blob", required)
    .addPrimaryKeyConstraint("build_file_key", ["build_id", "path"])
    .execute();
}
