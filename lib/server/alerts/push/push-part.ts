import "server-only";
import type { SchemaModule } from "kysely";
import type { StorePart } from "../../store/store-part";

/** The tables. Times are epoch milliseconds. */
export type PushTables = {
  pushKey: { id: number; publicKey: string; sealedPrivateKey: string };
  pushSubscription: { id: string; personId: string; sealed: string; createdAt: number };
  /** Which browsers have a message that others have yet to get. */
  pushReceipt: { subscriptionId: string; messageId: string; at: number };
};

/** What the key for pushes is sealed as. */
export const PUSH_KEY_OWNER = "push key";

export const PUSH_PART: StorePart = {
  migrations: { versionTable: "pushSchemaVersion", steps: [createPush] },
  tables: [
    { name: "pushKey", key: ["id"], sealed: [{ column: "sealedPrivateKey", owner: () => PUSH_KEY_OWNER }] },
    { name: "pushSubscription", key: ["id"], sealed: [{ column: "sealed", owner: ({ id }) => String(id) }] },
    { name: "pushReceipt", key: ["subscriptionId", "messageId"] },
  ],
};

async function createPush(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("push_key")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("public_key", "text", (column) => column.notNull())
    .addColumn("sealed_private_key", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("push_subscription")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("push_subscription_person").on("push_subscription").column("person_id").execute();
  await schema
    .createTable("push_receipt")
    .addColumn("subscription_id", "text", (column) =>
      column.notNull().references("push_subscription.id").onDelete("cascade"),
    )
    .addColumn("message_id", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("push_receipt_key", ["subscription_id", "message_id"])
    .execute();
}
