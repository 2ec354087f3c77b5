import "server-only";
import { type QueryExecutorProvider, sql } from "kysely";
import { LostLease, SOLE_EPOCH, type Term } from "./leases";

/**
 * To be called first in each transaction that writes in a term: from then to the transaction's end no other server can begin
 * another one. Throws a `LostLease` if one has. Renewals do not wait for it, as they change no key.
 */
export async function confirmTerm(
  transaction: QueryExecutorProvider,
  { lease, epoch }: Pick<Term, "lease" | "epoch">,
): Promise<void> {
  if (epoch === SOLE_EPOCH) return;
  const { rows } = await sql`select 1 from lease where name = ${lease} and epoch = ${epoch} for key share`.execute(
    transaction,
  );
  if (rows.length === 0) throw new LostLease(`Another server has taken over ${lease}.`);
}
