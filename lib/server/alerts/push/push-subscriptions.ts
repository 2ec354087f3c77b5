import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { NewPushSubscription } from "@/lib/contract/alerts/push-subscriptions";
import { DAY_MS, type EpochMs } from "@/lib/domain/time/epoch";
import type { SecretBox } from "../../secret-box/secret-box";
import type { PushTables } from "./push-part";

/** More than anybody has browsers: the oldest are dropped. */
const MAX_FOR_PERSON = 20;
/** Messages are tried for a day. */
const RECEIPTS_KEPT_MS = 2 * DAY_MS;

export interface StoredPushSubscription {
  id: string;
  personId: string;
  /** `null` if it was sealed with another key. */
  subscription: NewPushSubscription | null;
}

/** The browsers that have asked for pushes. Where they can be reached is stored sealed: whoever knows it can send to them. */
export interface PushSubscriptions {
  add(personId: string, subscription: NewPushSubscription, now: EpochMs): Promise<{ id: string; createdAt: EpochMs }>;
  /** Returns false if this person has no such browser. */
  remove(personId: string, endpoint: string): Promise<boolean>;
  forPerson(personId: string): Promise<{ id: string; createdAt: EpochMs }[]>;
  /** Those that have no receipt for this message. */
  without(messageId: string): Promise<StoredPushSubscription[]>;
  noteReceipts(ids: readonly string[], messageId: string, now: EpochMs): Promise<void>;
  forget(ids: readonly string[]): Promise<void>;
}

export function createPushSubscriptions(db: Kysely<PushTables>, box: SecretBox): PushSubscriptions {
  const forget = async (ids: readonly string[]) => {
    if (ids.length > 0) await db.deleteFrom("pushSubscription").where("id", "in", ids).execute();
  };
  const forPerson = (personId: string) =>
    db
      .selectFrom("pushSubscription")
      .select(["id", "createdAt"])
      .where("personId", "=", personId)
      .orderBy("createdAt", "desc")
      .execute();
  return {
    forget,
    forPerson,
    async add(personId, { endpoint, keys }, now) {
      const id = idOf(endpoint);
      const sealed = box.seal(JSON.stringify({ endpoint, keys }), id);
      await db
        .insertInto("pushSubscription")
        .values({ id, personId, sealed, createdAt: now })
        // Somebody else may use this browser by now.
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ personId, sealed, createdAt: now }))
        .execute();
      await forget((await forPerson(personId)).slice(MAX_FOR_PERSON).map((one) => one.id));
      return { id, createdAt: now };
    },
    async remove(personId, endpoint) {
      const { numDeletedRows } = await db
        .deleteFrom("pushSubscription")
        .where("id", "=", idOf(endpoint))
        .where("personId", "=", personId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async without(messageId) {
      const received = db.selectFrom("pushReceipt").select("subscriptionId").where("messageId", "=", messageId);
      const rows = await db.selectFrom("pushSubscription").selectAll().where("id", "not in", received).execute();
      return rows.map(({ id, personId, sealed }) => {
        const opened = box.open(sealed, id);
        return { id, personId, subscription: opened === null ? null : JSON.parse(opened) };
      });
    },
    async noteReceipts(ids, messageId, now) {
      await db
        .deleteFrom("pushReceipt")
        .where("at", "<", now - RECEIPTS_KEPT_MS)
        .execute();
      if (ids.length === 0) return;
      await db
        .insertInto("pushReceipt")
        .values(ids.map((subscriptionId) => ({ subscriptionId, messageId, at: now })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function idOf(endpoint: string): string {
  return createHash("sha256").update(endpoint).digest("base64url");
}
