import "server-only";
import type { SchemaModule } from "kysely";
import type { StorePart } from "../store/store-part";

export const TRIES_PART: StorePart = {
  migrations: { versionTable: "silenceSchemaVersion", steps: [createTries, addRefusals] },
  tables: [{ name: "nodeSilence", key: ["digest"] }],
};

async function createTries(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("node_silence")
    .addColumn("digest", "text", (column) => column.primaryKey())
    .addColumn("failures", "integer", (column) => column.notNull())
    .addColumn("since", "bigint", (column) => column.notNull())
    .addColumn("had_answered", "integer", (column) => column.notNull())
    .addColumn("tried_at", "bigint", (column) => column.notNull())
    .execute();
}

async function addRefusals(schema: SchemaModule): Promise<void> {
  await schema.alterTable("node_silence").addColumn("refusal", "text").execute();
}
