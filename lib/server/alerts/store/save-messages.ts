import "server-only";
import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import type { Alert } from "@/lib/domain/alerts/alert";
import type { MessagePlan, ReplacedPart } from "@/lib/domain/alerts/messages/message-plan";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { chunks } from "../../history/statement-chunks";
import type { AlertTables } from "./schema";

/** A message that was sent and taken before it could be stored. */
export interface ToldMessage {
  id: string;
  channelId: string;
  at: EpochMs;
}

/** Stores a message that has said that an alert fires, unless that was stored before and its answer lost. */
export async function saveToldMessage(
  transaction: Transaction<AlertTables>,
  { id, channelId, at }: ToldMessage,
  { id: alertId, severity }: Alert,
): Promise<void> {
  const delivered = { id, channelId, event: "firing", state: "delivered", attempts: 1, note: null } as const;
  await transaction
    .insertInto("delivery")
    .values({ ...delivered, createdAt: at, at, nextAt: at, claimedUntil: null, mayHaveArrived: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await transaction
    .insertInto("deliveryAlert")
    .values({ deliveryId: id, alertId, severity, isLatest: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Puts messages into the outbox, and takes back what they say better. The alerts are stored before them. */
export async function saveMessages(
  transaction: Transaction<AlertTables>,
  { messages, replaced }: Pick<MessagePlan, "messages" | "replaced">,
  now: EpochMs,
): Promise<void> {
  await takeBack(transaction, replaced, now);
  for (const { channelId, event, alertIds } of messages) {
    const id = randomUUID();
    await transaction
      .insertInto("delivery")
      .values({
        ...{ id, channelId, event, state: "waiting", attempts: 0, createdAt: now, at: now, nextAt: now },
        ...{ claimedUntil: null, mayHaveArrived: 0, note: null },
      })
      .execute();
    for await (const part of chunks(alertIds)) {
      await outdate(transaction, channelId, part);
      await transaction
        .insertInto("deliveryAlert")
        .columns(["deliveryId", "alertId", "severity", "isLatest"])
        .expression((from) =>
          from
            .selectFrom("alert")
            .select([from.val(id).as("deliveryId"), "id", "severity", from.lit(1).as("isLatest")])
            .where("id", "in", part),
        )
        .execute();
    }
  }
}

/** What a channel was told of these alerts is not the latest any more. */
async function outdate(
  transaction: Transaction<AlertTables>,
  channelId: string,
  alertIds: readonly string[],
): Promise<void> {
  await transaction
    .updateTable("deliveryAlert")
    .set({ isLatest: 0 })
    .where("alertId", "in", alertIds)
    .where("isLatest", "=", 1)
    .where((where) =>
      where.exists(
        where
          .selectFrom("delivery")
          .select("id")
          .whereRef("delivery.id", "=", "deliveryAlert.deliveryId")
          .where("channelId", "=", channelId),
      ),
    )
    .execute();
}

/** Whatever is being sent at this moment is said. A message that is about nothing any more is not sent. */
async function takeBack(
  transaction: Transaction<AlertTables>,
  replaced: readonly ReplacedPart[],
  now: EpochMs,
): Promise<void> {
  const alertsOf = Map.groupBy(replaced, ({ deliveryId }) => deliveryId);
  for (const [deliveryId, parts] of alertsOf) {
    // Written although nothing changes yet: from now on, no sender can claim it.
    const { numUpdatedRows } = await transaction
      .updateTable("delivery")
      .set({ claimedUntil: null })
      .where("id", "=", deliveryId)
      .where("state", "=", "waiting")
      .where("claimedUntil", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    const alertIds = parts.map(({ alertId }) => alertId);
    const others = await transaction
      .selectFrom("deliveryAlert")
      .select("alertId")
      .where("deliveryId", "=", deliveryId)
      .where("alertId", "not in", alertIds)
      .limit(1)
      .execute();
    if (others.length === 0)
      await transaction
        .updateTable("delivery")
        .set({ state: "replaced", at: now })
        .where("id", "=", deliveryId)
        .execute();
    else
      await transaction
        .deleteFrom("deliveryAlert")
        .where("deliveryId", "=", deliveryId)
        .where("alertId", "in", alertIds)
        .execute();
  }
}
