import "server-only";
import { type Kysely, sql } from "kysely";
import type { MessageEvent } from "@/lib/domain/alerts/messages/message-plan";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { Dialect } from "../../store/open-database";
import type { AlertTables } from "../store/schema";

/** A sender that has not settled what it claimed by then has died, and another one may try. Longer than any attempt takes. */
const LEASE_MS = MINUTE_MS;
/** What is dated this much later than could be was so before the clock was set back. Clocks of servers differ by seconds at most. */
const SET_BACK_MS = MINUTE_MS;

export interface ClaimedDelivery {
  id: string;
  channelId: string;
  event: MessageEvent | "test";
  attempts: number;
  createdAt: EpochMs;
}

export type Settlement =
  | { state: "delivered"; note: string | null }
  | { state: "failed"; note: string }
  | { state: "waiting"; nextAt: EpochMs; note: string; mayHaveArrived: boolean };

/** Messages on their way. Each is claimed by one sender at a time, of any server that shares the database. */
export interface Outbox {
  /** Up to `limit` messages to channels other than `busyChannels` that are due, oldest first, now claimed. */
  claim(now: EpochMs, limit: number, busyChannels: readonly string[]): Promise<ClaimedDelivery[]>;
  /** Notes what came of a claimed message. If another sender has claimed it since, only that it has arrived is noted. */
  settle(claimed: Pick<ClaimedDelivery, "id" | "attempts">, settlement: Settlement, now: EpochMs): Promise<void>;
  /** When the next message to a channel other than `busyChannels` is due; `null` if none waits. */
  nextAt(busyChannels: readonly string[]): Promise<EpochMs | null>;
  /** Ends the claims of senders that are known to have died. */
  releaseClaims(): Promise<void>;
  /** To be sent again, at once. Returns false if there is no such message, or if it still waits. */
  retry(id: string, now: EpochMs): Promise<boolean>;
}

/** The end of an alert is the last that is said of it: it waits for what else a channel is being told of it, perhaps by another server. */
const IS_IN_TURN = sql<boolean>`(delivery.event <> 'resolved' or not exists (
  select 1 from delivery_alert as own
  join delivery_alert as others on others.alert_id = own.alert_id
  join delivery as other on other.id = others.delivery_id
  where own.delivery_id = delivery.id and other.channel_id = delivery.channel_id
    and other.state = 'waiting' and other.event <> 'resolved'))`;

export function createOutbox(db: Kysely<AlertTables>, dialect: Dialect): Outbox {
  return {
    async claim(now, limit, busyChannels) {
      const due = db
        .selectFrom("delivery")
        .select("id")
        .where("state", "=", "waiting")
        .where(IS_IN_TURN)
        .where((where) => where.or([where("nextAt", "<=", now), where("at", ">", now + SET_BACK_MS)]))
        .where((where) =>
          where.or([
            where("claimedUntil", "is", null),
            where("claimedUntil", "<", now),
            where("claimedUntil", ">", now + LEASE_MS + SET_BACK_MS),
          ]),
        )
        .$if(busyChannels.length > 0, (query) => query.where("channelId", "not in", busyChannels))
        .orderBy("nextAt")
        .limit(limit)
        // SQLite has one writer at a time as it is.
        .$if(dialect === "postgres", (query) => query.forUpdate().skipLocked());
      const claimed = await db
        // PostgreSQL may otherwise look for what is due anew for each row, and so claim more than the limit.
        .with(
          (cte) => cte("due").materialized(),
          () => due,
        )
        .updateTable("delivery")
        // Whatever happens from now on, it may have been sent.
        .set({
          claimedUntil: now + LEASE_MS,
          attempts: sql<number>`attempts + 1`,
          // Of a sender that has died, nobody knows how far it came.
          mayHaveArrived: sql<number>`case when claimed_until is null then may_have_arrived else 1 end`,
        })
        .where("id", "in", (query) => query.selectFrom("due").select("due.id"))
        .returning(["id", "channelId", "event", "attempts", "createdAt"])
        .execute();
      return claimed.sort((one, other) => one.createdAt - other.createdAt);
    },
    async settle({ id, attempts }, settlement, now) {
      const { state, note } = settlement;
      await db
        .updateTable("delivery")
        .set({ state, note, at: now, claimedUntil: null })
        .$if(settlement.state === "waiting", (query) =>
          settlement.state !== "waiting"
            ? query
            : query.set({
                nextAt: settlement.nextAt,
                ...(settlement.mayHaveArrived && { mayHaveArrived: 1 }),
              }),
        )
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .$if(state !== "delivered", (query) => query.where("attempts", "=", attempts))
        .execute();
    },
    async nextAt(busyChannels) {
      const { next } = await db
        .selectFrom("delivery")
        .select(
          sql<number | null>`min(case when claimed_until > next_at then claimed_until else next_at end)`.as("next"),
        )
        .where("state", "=", "waiting")
        .where(IS_IN_TURN)
        .$if(busyChannels.length > 0, (query) => query.where("channelId", "not in", busyChannels))
        .executeTakeFirstOrThrow();
      return next === null ? null : Number(next);
    },
    async releaseClaims() {
      await db
        .updateTable("delivery")
        .set({ claimedUntil: null, mayHaveArrived: 1 })
        .where("state", "=", "waiting")
        .where("claimedUntil", "is not", null)
        .execute();
    },
    async retry(id, now) {
      const { numUpdatedRows } = await db
        .updateTable("delivery")
        .set({ state: "waiting", nextAt: now, claimedUntil: null })
        .where("id", "=", id)
        .where("state", "in", ["failed", "delivered"])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
