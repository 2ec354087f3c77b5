import "server-only";
import type { ColumnDefinitionBuilder, SchemaModule } from "kysely";
import type { StorePart } from "../../store/store-part";

export const ALERT_PART: StorePart = {
  migrations: { versionTable: "alertSchemaVersion", steps: [createAlerts] },
  tables: [
    {
      ...{ name: "alertChannel", key: ["id"] },
      sealed: [{ column: "secrets", owner: ({ id }) => channelOwner(String(id)) }],
    },
    {
      ...{ name: "alertChannelState", key: ["id"] },
      sealed: [{ column: "about", owner: ({ id }) => channelStateOwner(String(id)) }],
    },
    { name: "alertRule", key: ["rule"] },
    { name: "alertSilence", key: ["id"] },
    { name: "alert", key: ["id"] },
    { name: "delivery", key: ["id"] },
    { name: "deliveryAlert", key: ["deliveryId", "alertId"] },
  ],
  // Nothing uses it any more: `lib/server/coordination/` has the leases. A migration may drop it one release later, once no server that
  // still uses it can run beside one that does not.
  derived: ["alertLease"],
};

/** Secrets that are moved to another channel's row cannot be opened there. */
export function channelOwner(channelId: string): string {
  return `channel ${channelId}`;
}

export function channelStateOwner(channelId: string): string {
  return `state of channel ${channelId}`;
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
const key = (column: ColumnDefinitionBuilder) => column.primaryKey();

async function createAlerts(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("alert")
    .addColumn("id", "text", key)
    .addColumn("key", "text", required)
    .addColumn("rule", "text", required)
    .addColumn("subject_kind", "text", required)
    .addColumn("subject_id", "text", required)
    .addColumn("account_id", "text")
    .addColumn("cluster_id", "text")
    .addColumn("node_id", "text")
    .addColumn("label", "text", required)
    .addColumn("severity", "text", required)
    .addColumn("state", "text", required)
    .addColumn("facts", "text", required)
    .addColumn("pending_since", "bigint", required)
    .addColumn("firing_since", "bigint")
    .addColumn("resolved_at", "bigint")
    .addColumn("clear_since", "bigint")
    .addColumn("evidence_at", "bigint", required)
    .addColumn("readings", "integer", required)
    .addColumn("held_by", "text")
    .addColumn("released_at", "bigint")
    .addColumn("usd_micros_so_far", "bigint")
    .addColumn("search_text", "text", required)
    .execute();
  await schema.createIndex("alert_state").on("alert").columns(["state", "firing_since"]).execute();
  await schema.createIndex("alert_key").on("alert").columns(["key", "firing_since"]).execute();
  await schema.createIndex("alert_ended").on("alert").columns(["state", "resolved_at", "id"]).execute();
  await schema
    .createTable("alert_lease")
    .addColumn("name", "text", key)
    .addColumn("holder", "text", required)
    .addColumn("expires_at", "bigint", required)
    .execute();
  await createDeliveries(schema);
  await createSettings(schema);
}

async function createDeliveries(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("delivery")
    .addColumn("id", "text", key)
    .addColumn("channel_id", "text", required)
    .addColumn("event", "text", required)
    .addColumn("state", "text", required)
    .addColumn("attempts", "integer", required)
    .addColumn("created_at", "bigint", required)
    .addColumn("at", "bigint", required)
    .addColumn("next_at", "bigint", required)
    .addColumn("claimed_until", "bigint")
    .addColumn("may_have_arrived", "integer", required)
    .addColumn("note", "text")
    .execute();
  await schema.createIndex("delivery_due").on("delivery").columns(["state", "next_at"]).execute();
  await schema.createIndex("delivery_created").on("delivery").column("created_at").execute();
  await schema.createIndex("delivery_channel").on("delivery").columns(["channel_id", "created_at"]).execute();
  await schema
    .createTable("delivery_alert")
    .addColumn("delivery_id", "text", (column) => column.notNull().references("delivery.id").onDelete("cascade"))
    .addColumn("alert_id", "text", (column) => column.notNull().references("alert.id").onDelete("cascade"))
    .addColumn("severity", "text", required)
    .addColumn("is_latest", "integer", required)
    .addPrimaryKeyConstraint("delivery_alert_key", ["delivery_id", "alert_id"])
    .execute();
  await schema.createIndex("delivery_alert_alert").on("delivery_alert").columns(["alert_id", "is_latest"]).execute();
}

async function createSettings(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("alert_channel")
    .addColumn("id", "text", key)
    .addColumn("kind", "text", required)
    .addColumn("label", "text", required)
    .addColumn("settings", "text", required)
    .addColumn("secrets", "text", required)
    .addColumn("min_severity", "text", required)
    .addColumn("rules", "text")
    .addColumn("accounts", "text")
    .addColumn("shows_names", "integer", required)
    .addColumn("shows_costs", "integer", required)
    .addColumn("created_at", "bigint", required)
    .execute();
  await schema
    .createTable("alert_channel_state")
    .addColumn("id", "text", key)
    .addColumn("about", "text", required)
    .addColumn("disabled_because", "text")
    .addColumn("failing_since", "bigint")
    .addColumn("failure", "text")
    .addColumn("last_delivery_at", "bigint")
    .execute();
  await schema
    .createTable("alert_rule")
    .addColumn("rule", "text", key)
    .addColumn("enabled", "integer", required)
    .addColumn("severity", "text", required)
    .addColumn("for_ms", "bigint", required)
    .addColumn("resolve_after_ms", "bigint", required)
    .addColumn("threshold", "double precision")
    .execute();
  await schema
    .createTable("alert_silence")
    .addColumn("id", "text", key)
    .addColumn("account_id", "text")
    .addColumn("cluster_id", "text")
    .addColumn("rule", "text")
    .addColumn("severity", "text")
    .addColumn("from_time", "bigint", required)
    .addColumn("until_time", "bigint")
    .addColumn("weekly", "text")
    .addColumn("why", "text", required)
    .addColumn("created_by", "text", required)
    .addColumn("created_at", "bigint", required)
    .execute();
}
