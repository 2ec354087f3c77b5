import "server-only";
import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { Alert } from "@/lib/domain/alerts/alert";
import { FLAPPING_MEMORY_MS } from "@/lib/domain/alerts/flapping";
import type { MessagePlan, ReplacedPart, Spoken } from "@/lib/domain/alerts/messages/message-plan";
import { severityRank } from "@/lib/domain/alerts/rule";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import { chunks } from "../../history/statement-chunks";
import { type AlertLease, LostLease, ONLY_SERVER } from "./alert-lease";
import { alertOf, rowOf, type StoredAlert } from "./alert-rows";
import type { AlertTables } from "./schema";

/** Deliveries are tried for a day, and whatever ended before cannot be said any more. */
export const SPEAKABLE_MS = DAY_MS + FLAPPING_MEMORY_MS;

/** What a new look at the fleet has changed, stored as one. */
export interface AlertChanges {
  /** New and changed alerts. */
  saved: readonly StoredAlert[];
  /** Those that were over before they fired, and so never were. */
  dropped: readonly string[];
  plan: Pick<MessagePlan, "messages" | "replaced">;
}

/** A message that was sent and taken before it could be stored. */
export interface ToldMessage {
  id: string;
  channelId: string;
  at: EpochMs;
}

export interface AlertStore {
  /** The open alerts, and those that ended so lately that something may still be said of them. */
  speakable(now: EpochMs): Promise<StoredAlert[]>;
  /** What channels were or will be told of these alerts, oldest first. */
  spoken(alertIds: readonly string[]): Promise<Spoken[]>;
  /** What a message is about, worst first. */
  alertsOf(deliveryId: string): Promise<StoredAlert[]>;
  /** Stores alerts and messages in one transaction: nothing is announced that is not stored, and nothing stored goes unsaid. */
  save(changes: AlertChanges, now: EpochMs): Promise<void>;
  /** Stores an alert with messages that have said that it fires. Resolves with false if another server has taken over. */
  saveTold(stored: StoredAlert, messages: readonly ToldMessage[]): Promise<boolean>;
}

/** What another server has taken over in the meantime is not saved. */
export function createAlertStore(db: Kysely<AlertTables>, lease: AlertLease = ONLY_SERVER): AlertStore {
  return {
    async speakable(now) {
      const rows = await db
        .selectFrom("alert")
        .selectAll()
        .where((where) => where.or([where("state", "!=", "resolved"), where("resolvedAt", ">", now - SPEAKABLE_MS)]))
        .execute();
      return rows.map(alertOf);
    },
    async spoken(alertIds) {
      const found: Spoken[] = [];
      for await (const part of chunks(alertIds)) {
        const rows = await db
          .selectFrom("delivery")
          .innerJoin("deliveryAlert", "deliveryAlert.deliveryId", "delivery.id")
          .select(["delivery.id", "channelId", "alertId", "event", "createdAt", "state", "severity"])
          .where("alertId", "in", part)
          .orderBy("createdAt")
          .execute();
        for (const { id, event, state, createdAt, ...rest } of rows) {
          if (event === "test" || state === "replaced") continue;
          found.push({ ...rest, deliveryId: id, event, state, at: createdAt });
        }
      }
      return found;
    },
    async alertsOf(deliveryId) {
      const rows = await db
        .selectFrom("alert")
        .innerJoin("deliveryAlert", "alertId", "alert.id")
        .where("deliveryId", "=", deliveryId)
        .selectAll("alert")
        .orderBy("firingSince")
        .execute();
      return rows
        .map(alertOf)
        .sort(({ alert: one }, { alert: other }) => severityRank(one.severity) - severityRank(other.severity));
    },
    async save({ saved, dropped, plan }, now) {
      await db.transaction().execute(async (transaction) => {
        await lease.confirm(transaction);
        await saveAlerts(transaction, saved);
        for await (const part of chunks(dropped))
          await transaction.deleteFrom("alert").where("id", "in", part).execute();
        await saveMessages(transaction, plan, now);
      });
    },
    async saveTold(stored, messages) {
      const saving = db.transaction().execute(async (transaction) => {
        await lease.confirm(transaction);
        await saveAlerts(transaction, [stored]);
        for (const message of messages) await saveToldMessage(transaction, message, stored.alert);
      });
      return saving.then(
        () => true,
        (error: unknown) => {
          if (error instanceof LostLease) return false;
          throw error;
        },
      );
    },
  };
}

async function saveAlerts(transaction: Transaction<AlertTables>, saved: readonly StoredAlert[]): Promise<void> {
  for await (const part of chunks(saved)) {
    await transaction
      .insertInto("alert")
      .values(part.map(rowOf))
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet(({ ref }) => ({
          severity: ref("excluded.severity"),
          label: ref("excluded.label"),
          state: ref("excluded.state"),
          facts: ref("excluded.facts"),
          pendingSince: ref("excluded.pendingSince"),
          firingSince: ref("excluded.firingSince"),
          resolvedAt: ref("excluded.resolvedAt"),
          clearSince: ref("excluded.clearSince"),
          evidenceAt: ref("excluded.evidenceAt"),
          readings: ref("excluded.readings"),
          heldBy: ref("excluded.heldBy"),
          releasedAt: ref("excluded.releasedAt"),
          usdMicrosSoFar: ref("excluded.usdMicrosSoFar"),
          searchText: ref("excluded.searchText"),
        })),
      )
      .execute();
  }
}

async function saveToldMessage(
  transaction: Transaction<AlertTables>,
  { id, channelId, at }: ToldMessage,
  { id: alertId, severity }: Alert,
): Promise<void> {
  const delivered = { id, channelId, event: "firing", state: "delivered", attempts: 1, note: null } as const;
  await transaction
    .insertInto("delivery")
    .values({ ...delivered, createdAt: at, at, nextAt: at, claimedUntil: null, mayHaveArrived: 0 })
    .execute();
  await transaction.insertInto("deliveryAlert").values({ deliveryId: id, alertId, severity }).execute();
}

async function saveMessages(
  transaction: Transaction<AlertTables>,
  { messages, replaced }: AlertChanges["plan"],
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
      await transaction
        .insertInto("deliveryAlert")
        .columns(["deliveryId", "alertId", "severity"])
        .expression((from) =>
          from
            .selectFrom("alert")
            .select([from.val(id).as("deliveryId"), "id", "severity"])
            .where("id", "in", part),
        )
        .execute();
    }
  }
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
