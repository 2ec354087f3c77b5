import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { type Deadline, deadlineIn } from "../../coordination/postgres/deadline";
import { CLOCKS, type Clocks } from "../../coordination/postgres/timing";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import { reported } from "../../store/store-error";
import { ORDER_PART } from "./order-part";

/** A server that has not renewed its claim for so long has gone. */
const CLAIM_S = 20;
/** For how long a server relies on its claim, from the moment when it began to ask for it. */
const TRUST_MS = (CLAIM_S - 1) * SECOND_MS;
/** A second click may come after the first has been answered. */
const OUTCOME_S = 10;
/** How long rows of no use are left lying. */
const ROW_S = 24 * 3_600;
const OVER: Deadline = { leftMs: () => 0 };

/**
 * What became of an order. `refused`: nothing was created. `unanswered`: its server does not know. `lost`: its server has gone
 * without having said, so it may have gone out.
 */
export type OrderOutcome = "created" | "refused" | "unanswered" | "lost";

/** What a server is to do with an order of a cluster. */
export type OrderClaim =
  /**
   * Send it, renewing the claim while that takes, and say what became of it. `isCurrent`: whether it may still be sent. A server that
   * stood still, or could not renew it, learns that from nothing but the clock: another may have said that it is lost, and have sent it
   * again.
   */
  | {
      state: "own";
      isCurrent(): boolean;
      renew(): Promise<void>;
      end(outcome: Exclude<OrderOutcome, "lost">): Promise<void>;
    }
  /** Wait for another server's; `null` while that is under way. `isSame`: it is the same order. */
  | { state: "under-way"; isSame: boolean; outcome(): Promise<OrderOutcome | null> }
  /** Nothing: another server's order was just carried out, or is lost. */
  | { state: "created" | "lost" };

/** Who of the servers that share a database sends an order. All that its methods throw are `StoreError`s. */
export interface OrderClaims {
  claim(clusterId: string, order: Order): Promise<OrderClaim>;
}

/** Where there is one server alone: it sends every order itself. */
export const SOLE_ORDERS: OrderClaims = {
  claim: async () => ({ state: "own", isCurrent: () => true, renew: async () => {}, end: async () => {} }),
};

interface Row {
  token: string;
  digest: string;
  outcome: OrderOutcome | null;
  isCurrent: boolean;
}

export async function openOrderClaims(store: Store, clocks: Clocks = CLOCKS): Promise<OrderClaims> {
  await migrate(store, ORDER_PART.migrations);
  return store.dialect === "sqlite" ? SOLE_ORDERS : claimsIn(store, clocks);
}

/** One row for each cluster, by the database's clock. */
function claimsIn({ db }: Store, clocks: Clocks): OrderClaims {
  const trustFromNow = () => deadlineIn(TRUST_MS, clocks);
  const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`;

  /** Takes the row unless another server's order is under way in it, or its outcome still counts. */
  async function take(clusterId: string, token: string, digest: string): Promise<boolean> {
    const { rows } = await sql`
      with forgotten as (
        delete from order_claim
        where cluster_id <> ${clusterId} and expires_at < clock_timestamp() - make_interval(secs => ${ROW_S}))
      insert into order_claim as claim (cluster_id, token, digest, expires_at)
      values (${clusterId}, ${token}, ${digest}, ${after(CLAIM_S)})
      on conflict (cluster_id) do update
        set token = excluded.token, digest = excluded.digest, outcome = null, expires_at = excluded.expires_at
        where claim.outcome is not null and (
          claim.expires_at <= clock_timestamp() or (claim.outcome = 'created' and claim.digest <> excluded.digest))
      returning 1`.execute(db);
    return rows.length > 0;
  }

  async function read(clusterId: string): Promise<Row | null> {
    const { rows } = await sql<Row>`
      select token, digest, outcome, expires_at > clock_timestamp() as is_current
      from order_claim where cluster_id = ${clusterId}`.execute(db);
    return rows[0] ?? null;
  }

  /** `null` if it is under way, or was renewed or ended just after it was read. */
  async function outcomeOf(clusterId: string, { token, outcome, isCurrent }: Row): Promise<OrderOutcome | null> {
    if (outcome !== null || isCurrent) return outcome;
    // From now on it counts as known: whoever asks then has been told, or asks much later.
    const { rows } = await sql`
      update order_claim set outcome = 'lost', expires_at = ${after(OUTCOME_S)}
      where cluster_id = ${clusterId} and token = ${token} and outcome is null and expires_at <= clock_timestamp()
      returning 1`.execute(db);
    return rows.length > 0 ? "lost" : null;
  }

  function own(clusterId: string, token: string, takenUntil: Deadline): OrderClaim {
    const mine = sql`cluster_id = ${clusterId} and token = ${token}`;
    let trusted = takenUntil;
    return {
      state: "own",
      isCurrent: () => trusted.leftMs() > 0,
      // One that others have called lost stays so.
      renew: () =>
        reported(async () => {
          const until = trustFromNow();
          const { rows } = await sql`
            update order_claim set expires_at = ${after(CLAIM_S)} where ${mine} and outcome is null returning 1`.execute(
            db,
          );
          trusted = rows.length > 0 ? until : OVER;
        }),
      end: (outcome) =>
        reported(async () => {
          await sql`
            update order_claim set outcome = ${outcome}, expires_at = ${after(outcome === "created" ? OUTCOME_S : 0)}
            where ${mine}`.execute(db);
        }),
    };
  }

  async function claim(clusterId: string, order: Order): Promise<OrderClaim> {
    const token = randomUUID();
    const digest = createHash("sha256").update(JSON.stringify(order)).digest("hex");
    const trusted = trustFromNow();
    if (await take(clusterId, token, digest)) return own(clusterId, token, trusted);
    const row = await read(clusterId);
    // Gone or ended in between.
    if (row === null) return claim(clusterId, order);
    const outcome = await outcomeOf(clusterId, row);
    if (outcome === "created" || outcome === "lost") return { state: outcome };
    // It counts no more; or it was to be called lost, and has been renewed or ended just then.
    if (outcome !== null || !row.isCurrent) return claim(clusterId, order);
    return {
      state: "under-way",
      isSame: row.digest === digest,
      outcome: () =>
        reported(async () => {
          const now = await read(clusterId);
          // Another order follows only one that has created nothing, or whose outcome does not count any more.
          return now?.token === row.token ? outcomeOf(clusterId, now) : "refused";
        }),
    };
  }

  return { claim: (clusterId, order) => reported(() => claim(clusterId, order)) };
}
