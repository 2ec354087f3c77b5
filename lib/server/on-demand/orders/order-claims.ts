import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import { reported } from "../../store/store-error";
import { ORDER_PART } from "./order-part";

/** A server that has not renewed its claim for so long has gone. */
const CLAIM_S = 20;
/** A second click may come after the first has been answered. */
const OUTCOME_S = 10;
/** How long rows of no use are left lying. */
const ROW_S = 24 * 3_600;

/**
 * What became of an order. `refused`: nothing was created. `unanswered`: its server does not know. `lost`: its server has gone
 * without having said, so it may have gone out.
 */
export type OrderOutcome = "created" | "refused" | "unanswered" | "lost";

/** What a server is to do with an order of a cluster. */
export type OrderClaim =
  /** Send it, renewing the claim while that takes, and say what became of it. */
  | { state: "own"; renew(): Promise<void>; end(outcome: Exclude<OrderOutcome, "lost">): Promise<void> }
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
  claim: async () => ({ state: "own", renew: async () => {}, end: async () => {} }),
};

interface Row {
  token: string;
  digest: string;
  outcome: OrderOutcome | null;
  isCurrent: boolean;
}

export async function openOrderClaims(store: Store): Promise<OrderClaims> {
  await migrate(store, ORDER_PART.migrations);
  return store.dialect === "sqlite" ? SOLE_ORDERS : claimsIn(store);
}

/** One row for each cluster, by the database's clock. */
function claimsIn({ db }: Store): OrderClaims {
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

  /** `null` if it is under way. */
  async function outcomeOf(clusterId: string, { token, outcome, isCurrent }: Row): Promise<OrderOutcome | null> {
    if (outcome !== null || isCurrent) return outcome;
    // From now on it counts as known: whoever asks then has been told, or asks much later.
    await sql`
      update order_claim set outcome = 'lost', expires_at = ${after(OUTCOME_S)}
      where cluster_id = ${clusterId} and token = ${token} and outcome is null and expires_at <= clock_timestamp()`.execute(
      db,
    );
    return "lost";
  }

  function own(clusterId: string, token: string): OrderClaim {
    const mine = sql`cluster_id = ${clusterId} and token = ${token}`;
    return {
      state: "own",
      renew: () =>
        write(db, sql`update order_claim set expires_at = ${after(CLAIM_S)} where ${mine} and outcome is null`),
      end: (outcome) =>
        write(
          db,
          sql`update order_claim set outcome = ${outcome}, expires_at = ${after(outcome === "created" ? OUTCOME_S : 0)} where ${mine}`,
        ),
    };
  }

  async function claim(clusterId: string, order: Order): Promise<OrderClaim> {
    const token = randomUUID();
    const digest = createHash("sha256").update(JSON.stringify(order)).digest("hex");
    if (await take(clusterId, token, digest)) return own(clusterId, token);
    const row = await read(clusterId);
    // Gone or ended in between.
    if (row === null) return claim(clusterId, order);
    const outcome = await outcomeOf(clusterId, row);
    if (outcome === "created" || outcome === "lost") return { state: outcome };
    if (outcome !== null) return claim(clusterId, order);
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

async function write(db: Kysely<Record<never, never>>, statement: ReturnType<typeof sql>): Promise<void> {
  await reported(() => statement.execute(db));
}
