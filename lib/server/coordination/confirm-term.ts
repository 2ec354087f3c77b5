import "server-only";
import { type QueryExecutorProvider, sql } from "kysely";
import { LostLease, SOLE_EPOCH, type Term } from "./leases";

/** A process that is stopped in the middle of such a transaction keeps the lease from others for no longer: less than it is valid anyway. */
const MAX_SILENCE_MS = 10_000;

/**
 * To be called first in each transaction that writes in a term: from then to the transaction's end no other server can begin
 * another one. Throws a `LostLease` if one has. Renewals do not wait for it, as they change no key.
 */
export async function confirmTerm(
  transaction: QueryExecutorProvider,
  { lease, epoch }: Pick<Term, "lease" | "epoch">,
): Promise<void> {
  if (epoch === SOLE_EPOCH) return;
  const { rows } = await sql`
    select set_config('idle_in_transaction_session_timeout', ${`${MAX_SILENCE_MS}`}, true)
    from lease where name = ${lease} and epoch = ${epoch} for key share`.execute(transaction);
  if (rows.length === 0) throw new LostLease(`Another server has taken over ${lease}.`);
}

/**
 * Rejects while a transaction that was confirmed in this term is under way: one whose answer was lost may still be committed. Waits
 * for none, since renewals would queue behind it. Throws a `LostLease` if another server has taken over.
 */
export async function requireNoneUnderWay(
  db: QueryExecutorProvider,
  { lease, epoch }: Pick<Term, "lease" | "epoch">,
): Promise<void> {
  if (epoch === SOLE_EPOCH) return;
  const { rows } = await sql`
    select from lease where name = ${lease} and epoch = ${epoch} for update nowait`.execute(db);
  if (rows.length === 0) throw new LostLease(`Another server has taken over ${lease}.`);
}
