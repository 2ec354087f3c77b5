import "server-only";
import { type Kysely, sql } from "kysely";
import { chunks } from "../../history/statement-chunks";
import { alertOf, type StoredAlert } from "./alert-rows";
import type { AlertTable, AlertTables, DeliveryTable } from "./schema";

/** A message that was or will be sent: not one that another has replaced. */
export interface Delivery extends Pick<DeliveryTable, "id" | "channelId" | "event" | "attempts" | "note" | "at"> {
  state: "waiting" | "delivered" | "failed";
}

/** An alert that has fired for weeks was said again hundreds of times. */
const MAX_PER_ALERT = 20;
const DELIVERY_COLUMNS = ["id", "channelId", "event", "attempts", "note", "at"] as const;

/** What channels were told of each alert, the latest first. */
export async function findDeliveriesOfAlerts(
  db: Kysely<AlertTables>,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, Delivery[]>> {
  const found: (Delivery & { alertId: string })[] = [];
  for await (const part of chunks(alertIds)) {
    const { rows } = await sql<Delivery & { alertId: string }>`
      select alert_id, id, channel_id, event, state, attempts, note, at from (
        select alert_id, delivery.*, row_number() over (partition by alert_id order by created_at desc, id) as number
        from delivery_alert join delivery on delivery.id = delivery_id
        where alert_id in (${sql.join(part)}) and state <> 'replaced') as numbered
      where number <= ${MAX_PER_ALERT} order by alert_id, number`.execute(db);
    found.push(...rows);
  }
  return Map.groupBy(found, ({ alertId }) => alertId);
}

/** The latest messages to a channel, and which alerts each is about. */
export async function findDeliveriesTo(
  db: Kysely<AlertTables>,
  channelId: string,
  limit: number,
): Promise<{ delivery: Delivery; alerts: StoredAlert[] }[]> {
  const rows = await db
    .selectFrom("delivery")
    .select([...DELIVERY_COLUMNS, "state"])
    .where("channelId", "=", channelId)
    .where("state", "!=", "replaced")
    .orderBy("createdAt", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  const alerts = await findAlertsOfDeliveries(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ state, ...row }) =>
    state === "replaced" ? [] : [{ delivery: { ...row, state }, alerts: alerts.get(row.id) ?? [] }],
  );
}

async function findAlertsOfDeliveries(
  db: Kysely<AlertTables>,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, StoredAlert[]>> {
  const found: { deliveryId: string; alert: StoredAlert }[] = [];
  for await (const part of chunks(deliveryIds)) {
    const rows: (AlertTable & { deliveryId: string })[] = await db
      .selectFrom("deliveryAlert")
      .innerJoin("alert", "alert.id", "alertId")
      .selectAll("alert")
      .select("deliveryId")
      .where("deliveryId", "in", part)
      .execute();
    found.push(...rows.map(({ deliveryId, ...row }) => ({ deliveryId, alert: alertOf(row) })));
  }
  return new Map(
    [...Map.groupBy(found, ({ deliveryId }) => deliveryId)].map(([id, own]) => [id, own.map(({ alert }) => alert)]),
  );
}

/** `null` if there is none with this id. */
export async function findDelivery(
  db: Kysely<AlertTables>,
  id: string,
): Promise<Pick<DeliveryTable, "channelId" | "state"> | null> {
  const row = await db.selectFrom("delivery").select(["channelId", "state"]).where("id", "=", id).executeTakeFirst();
  return row ?? null;
}
