import "server-only";
import { type ColumnDefinitionBuilder, type CreateTableBuilder, type SchemaModule, sql } from "kysely";
import type { Migrations } from "../store/migrate";
import type { Dialect } from "../store/open-database";

export const AUTH_MIGRATIONS: Migrations = {
  // The part's original name, which must stay: by it a store knows which steps it still needs.
  versionTable: "accessSchemaVersion",
  steps: [createPeople, createSetupCodes, addDeviceGenerations, renameSecret],
};

/** The tables that better-auth expects, under names that say what each is for: see `BETTER_AUTH_TABLES`. */
async function createPeople(schema: SchemaModule, dialect: Dialect): Promise<void> {
  const time = dialect === "sqlite" ? "text" : "timestamptz";
  const yesOrNo = dialect === "sqlite" ? "integer" : "boolean";
  const table = (name: string): CreateTableBuilder<string, string> =>
    schema
      .createTable(name)
      .addColumn("id", "text", (column) => column.notNull().primaryKey())
      .addColumn("created_at", time, required)
      .addColumn("updated_at", time, required);

  await table("person")
    .addColumn("email", "text", (column) => column.notNull().unique())
    .addColumn("email_verified", yesOrNo, required)
    .addColumn("name", "text", required)
    .addColumn("image", "text")
    .addColumn("role", "text", required)
    .addColumn("disabled_at", "bigint")
    .execute();
  await table("session")
    .addColumn("user_id", "text", ofPerson)
    .addColumn("token", "text", (column) => column.notNull().unique())
    .addColumn("expires_at", time, required)
    .addColumn("ip_address", "text")
    .addColumn("user_agent", "text")
    .execute();
  await schema.createIndex("session_by_person").on("session").column("user_id").execute();
  await table("credential")
    .addColumn("user_id", "text", ofPerson)
    .addColumn("provider_id", "text", required)
    .addColumn("account_id", "text", required)
    .addColumn("password", "text")
    .addColumn("access_token", "text")
    .addColumn("refresh_token", "text")
    .addColumn("id_token", "text")
    .addColumn("access_token_expires_at", time)
    .addColumn("refresh_token_expires_at", time)
    .addColumn("scope", "text")
    .addUniqueConstraint("credential_key", ["provider_id", "account_id"])
    .execute();
  await schema.createIndex("credential_by_person").on("credential").column("user_id").execute();
  await table("verification")
    .addColumn("identifier", "text", required)
    .addColumn("value", "text", required)
    .addColumn("expires_at", time, required)
    .execute();
  await schema.createIndex("verification_by_identifier").on("verification").column("identifier").execute();
  await schema
    .createTable("access_secret")
    // At most one row, whoever writes first.
    .addColumn("id", "integer", (column) => column.notNull().primaryKey().check(sql`id = 1`))
    .addColumn("secret", "text", required)
    .execute();
}

/** The code that is valid until there is an admin, whichever server of this database printed it. */
async function createSetupCodes(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("setup_code")
    .addColumn("hash", "text", (column) => column.notNull().primaryKey())
    .execute();
}

async function addDeviceGenerations(schema: SchemaModule): Promise<void> {
  await schema
    .alterTable("person")
    .addColumn("device_generation", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}

async function renameSecret(schema: SchemaModule): Promise<void> {
  await schema.alterTable("access_secret").renameTo("auth_secret").execute();
}

function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}

function ofPerson(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull().references("person.id").onDelete("cascade");
}
