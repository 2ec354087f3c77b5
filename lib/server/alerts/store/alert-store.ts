import "server-only";
import type { Kysely, Transaction } from "kysely";
import type { MessagePlan, Spoken } from "@/lib/domain/alerts/messages/message-plan";
import { severityRank } from "@/lib/domain/alerts/rule";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { LostLease } from "../../coordination/leases";
import { chunks } from "../../history/statement-chunks";
import { alertOf, rowOf, type StoredAlert } from "./alert-rows";
import { type AlertTerm, ONLY_SERVER } from "./alert-term";
import { findSpoken } from "./find-spoken";
import { saveMessages, saveToldMessage, type ToldMessage } from "./save-messages";
import type { AlertTables } from "./schema";
import { speakableAlerts } from "./speakable-alerts";

/** What a new look at the fleet has changed, stored as one. */
interface AlertChanges {
  /** New and changed alerts. */
  saved: readonly StoredAlert[];
  /** Those that were over before they fired, and so never were. */
  dropped: readonly string[];
  plan: Pick<MessagePlan, "messages" | "replaced">;
}

export interface AlertStore {
  /** The open alerts, and those that ended so lately that something may still be said of them. */
  speakable(now: EpochMs): Promise<StoredAlert[]>;
  /** To be called before reading what a save has left that failed: rejects while it may still be stored. */
  requireSettled(): Promise<void>;
  /** What channels were told, as much of it as says what is still to be said of these alerts: see `findSpoken`. */
  spoken(alertIds: readonly string[], now: EpochMs): Promise<Spoken[]>;
  /** What a message is about, worst first. */
  alertsOf(deliveryId: string): Promise<StoredAlert[]>;
  /** Stores alerts and messages in one transaction: nothing is announced that is not stored, and nothing stored goes unsaid. */
  save(changes: AlertChanges, now: EpochMs): Promise<void>;
  /** Stores an alert with messages that have said that it fires. Resolves with false if another server has taken over. */
  saveTold(stored: StoredAlert, messages: readonly ToldMessage[]): Promise<boolean>;
}

/** What another server has taken over in the meantime is not saved. */
export function createAlertStore(db: Kysely<AlertTables>, term: AlertTerm = ONLY_SERVER): AlertStore {
  return {
    async speakable(now) {
      const rows = await speakableAlerts(db, now).selectAll().execute();
      return rows.map(alertOf);
    },
    requireSettled: () => term.requireNoneUnderWay(db),
    spoken: (alertIds, now) => findSpoken(db, alertIds, now),
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
        await term.confirm(transaction);
        await saveAlerts(transaction, saved);
        for await (const part of chunks(dropped))
          await transaction.deleteFrom("alert").where("id", "in", part).execute();
        await saveMessages(transaction, plan, now);
      });
    },
    async saveTold(stored, messages) {
      const saving = db.transaction().execute(async (transaction) => {
        await term.confirm(transaction);
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
