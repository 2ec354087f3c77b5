import "server-only";
import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { AlertTables } from "./schema";

/** A server that has not renewed its lease for so long has died. */
const LEASE_MS = 30 * SECOND_MS;
/** An unchanged fleet costs few writes. */
const RENEW_BEFORE_MS = LEASE_MS / 2;
const NAME = "alerts";

export class LostLease extends Error {
  override readonly name = "LostLease";
}

/** Of the servers that share a database, one judges the fleet: two would each raise an alert, and say it. */
export interface AlertLease {
  /** A number if this server judges now: another one than before if it did not all the time since; `null` if another server does. */
  take(now: EpochMs): Promise<number | null>;
  /** Throws a `LostLease` if another server has taken over, and otherwise keeps it from doing so until the transaction has ended. */
  confirm(transaction: Transaction<AlertTables>): Promise<void>;
  /** Lets another server take over at once. */
  release(): Promise<void>;
}

/** Where no other server can have the store. */
export const ONLY_SERVER: AlertLease = { take: async () => 0, confirm: async () => {}, release: async () => {} };

export function createAlertLease(db: Kysely<AlertTables>): AlertLease {
  const holder = randomUUID();
  let term = 0;
  let heldUntil: EpochMs | null = null;
  return {
    async take(now) {
      if (heldUntil !== null && now <= heldUntil - RENEW_BEFORE_MS && now > heldUntil - LEASE_MS) return term;
      const expiresAt = now + LEASE_MS;
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto("alertLease")
        .values({ name: NAME, holder, expiresAt })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ holder, expiresAt })
            // One that lasts longer than any was taken before the clock was set back.
            .where((where) =>
              where.or([
                where("alertLease.holder", "=", holder),
                where("alertLease.expiresAt", "<", now),
                where("alertLease.expiresAt", ">", now + LEASE_MS),
              ]),
            ),
        )
        .executeTakeFirstOrThrow();
      const isHeld = numInsertedOrUpdatedRows > 0n;
      if (isHeld && (heldUntil === null || now > heldUntil)) term += 1;
      heldUntil = isHeld ? expiresAt : null;
      return isHeld ? term : null;
    },
    async confirm(transaction) {
      const { numUpdatedRows } = await transaction
        .updateTable("alertLease")
        .set({ holder })
        .where("name", "=", NAME)
        .where("holder", "=", holder)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new LostLease("Another server has taken over the alerts.");
    },
    async release() {
      heldUntil = null;
      await db.deleteFrom("alertLease").where("name", "=", NAME).where("holder", "=", holder).execute();
    },
  };
}
