import "server-only";
import type { SchemaModule } from "kysely";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { StorePart } from "../store/store-part";

export type SealingKeyTables = {
  /** Something sealed with the key that all servers have to have, and since when that is so. At most one row. */
  sealingKey: { id: number; sealed: string; since: EpochMs };
};

/** What it is sealed as. */
export const SEALING_KEY_OWNER = "sealing key";

/** Nothing is written to it where there is only one server. */
export const SEALING_KEY_PART: StorePart = {
  migrations: { versionTable: "sealingKeySchemaVersion", steps: [createKey] },
  tables: [{ name: "sealingKey", key: ["id"], sealed: [{ column: "sealed", owner: () => SEALING_KEY_OWNER }] }],
};

async function createKey(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("sealing_key")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("since", "bigint", (column) => column.notNull())
    .execute();
}
