import "server-only";
import { type RawBuilder, sql } from "kysely";
import type { RateLimit } from "../../providers/http/http";
import type { SecretBox } from "../../secret-box/secret-box";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import { BUDGET_PART } from "./budget-part";

const SLOT_S = 5;
/** Those of a minute, and the one that has begun: so no minute has more requests than the slots say. */
const SLOTS = 60 / SLOT_S + 1;

export interface Limits {
  /** The requests of a minute, of all servers together; `null` if none was set. */
  perMinute: number | null;
  /** The share of the provider's own limit that must be left over, from 0 to 1. */
  reserve: number;
}

export interface Counted {
  /** Whether the request may be sent, and was counted. */
  isAdmitted: boolean;
  /** The requests of the last minute, of all servers together. */
  used: number;
  /** How long the provider has asked for a pause; 0 if it has not. */
  blockedMs: number;
}

/** Whose requests are counted: with another key, or at another address, an account has limits of its own. */
export interface BudgetOwner {
  id: string;
  settings: object;
}

/** What servers that share a database know together of the requests of their accounts. */
export interface BudgetRows {
  /** Counts one request, unless it would be one too many. Two servers that ask at once are counted one after the other. */
  count(account: BudgetOwner, limits: Limits): Promise<Counted>;
  /** Has nobody send any request for so long. */
  block(account: BudgetOwner, forMs: number): Promise<void>;
  /** Takes over what the provider said of its limit, which `inMs` resets. */
  learn(account: BudgetOwner, limit: Pick<RateLimit, "limit" | "remaining">, inMs: number): Promise<void>;
}

/** `null` on SQLite, where one server counts for itself. */
export async function openBudgetRows(store: Store, box: Pick<SecretBox, "digest">): Promise<BudgetRows | null> {
  await migrate(store, BUDGET_PART.migrations);
  if (store.dialect === "sqlite") return null;
  await removeOld(store);
  return rowsIn(store, box);
}

/** What says nothing any more, such as of keys that were replaced. */
async function removeOld({ db }: Store): Promise<void> {
  await sql`
    delete from request_budget where greatest(to_timestamp(slot * ${sql.lit(SLOT_S)}), reset_at, blocked_until) < now() - interval '1 day'`.execute(
    db,
  );
}

function rowsIn({ db }: Store, box: Pick<SecretBox, "digest">): BudgetRows {
  const clientOf = ({ id, settings }: BudgetOwner) => box.digest(JSON.stringify(settings), id);
  // `now()` is one moment for a whole statement.
  const slot = sql`floor(extract(epoch from now()) / ${sql.lit(SLOT_S)})::bigint`;
  const after = (ms: number) => sql`now() + make_interval(secs => ${ms / 1_000}::float8)`;
  /** The row's slots by now. A server that has waited for the row may be a slot behind it. */
  const moved = sql`(array_fill(0, array[greatest(0, least(${sql.lit(SLOTS)}, excluded.slot - budget.slot))::int]) || budget.used)[1:${sql.lit(SLOTS)}]`;
  const sumOf = (slots: RawBuilder<unknown>) => sql`(select sum(each) from unnest(${slots}) as each)`;
  const first = (count: number) => sql`array[${sql.lit(count)}] || array_fill(0, array[${sql.lit(SLOTS - 1)}])`;

  return {
    async count(account, { perMinute, reserve }) {
      const isAdmitted = sql`(budget.blocked_until <= now()
        and (${perMinute}::int is null or ${sumOf(moved)} < ${perMinute}::int)
        and (budget.remaining is null or budget.reset_at <= now()
          or budget.remaining > floor(budget.allowance * ${reserve}::float8)))`;
      const { rows } = await sql<Counted>`
        insert into request_budget as budget (account_id, client, slot, used, reset_at, blocked_until, is_admitted)
        values (${account.id}, ${clientOf(account)}, ${slot}, ${first(1)}, now(), now(), true)
        on conflict (account_id, client) do update set
          slot = greatest(budget.slot, excluded.slot),
          used = case when ${isAdmitted} then array[(${moved})[1] + 1] || (${moved})[2:${sql.lit(SLOTS)}] else ${moved} end,
          remaining = case when ${isAdmitted} then budget.remaining - 1 else budget.remaining end,
          is_admitted = ${isAdmitted}
        returning is_admitted, ${sumOf(sql`budget.used`)}::int as used,
          (extract(epoch from greatest(blocked_until - now(), interval '0')) * 1000)::float8 as blocked_ms`.execute(db);
      const [counted] = rows;
      if (counted === undefined) throw new Error("The statement returned no row.");
      return counted;
    },
    async block(account, forMs) {
      await sql`
        insert into request_budget as budget (account_id, client, slot, used, reset_at, blocked_until, is_admitted)
        values (${account.id}, ${clientOf(account)}, ${slot}, ${first(0)}, now(), ${after(forMs)}, false)
        on conflict (account_id, client) do update set
          blocked_until = greatest(budget.blocked_until, excluded.blocked_until)`.execute(db);
    },
    async learn(account, { limit, remaining }, inMs) {
      await sql`
        update request_budget set allowance = ${Math.round(limit)}, remaining = ${Math.round(remaining)}, reset_at = ${after(inMs)}
        where account_id = ${account.id} and client = ${clientOf(account)}`.execute(db);
    },
  };
}
