import "server-only";
import type { Kysely, Transaction } from "kysely";
import { confirmTerm, requireNoneUnderWay } from "../../coordination/confirm-term";
import { LostLease, type Term } from "../../coordination/leases";
import type { AlertTables } from "./schema";

/** Of the servers that share a database, one judges the fleet: two would each raise an alert, and say it. */
export interface AlertTerm {
  /** A number if this server judges now: another one than before if it did not all the time since; `null` if another server does. */
  enter(): number | null;
  /**
   * Throws a `LostLease` if another server has taken over since this one entered its term, and otherwise keeps it from doing so
   * until the transaction has ended.
   */
  confirm(transaction: Transaction<AlertTables>): Promise<void>;
  /** Rejects while something that was confirmed in this term may still be stored. */
  requireNoneUnderWay(db: Kysely<AlertTables>): Promise<void>;
}

/** Where no other server can have the store. */
export const ONLY_SERVER: AlertTerm = {
  enter: () => 0,
  confirm: async () => {},
  requireNoneUnderWay: async () => {},
};

export interface EnteredTerm extends AlertTerm {
  /** To be called with each new term of the lease. */
  begin(term: Term): void;
  /** To be called before another server is to go on: this one enters its term no more. */
  finish(): void;
}

export function createAlertTerm(): EnteredTerm {
  let latest: Term | null = null;
  /** What is judged in a term is written in that one alone, even if this server has another one by then. */
  let entered: Term | null = null;
  return {
    begin: (term) => {
      latest = term;
    },
    finish: () => {
      latest = null;
    },
    enter() {
      entered = latest?.isTrusted() ? latest : null;
      return entered?.epoch ?? null;
    },
    async confirm(transaction) {
      if (entered === null) throw new LostLease("Another server judges the alerts.");
      await confirmTerm(transaction, entered);
    },
    async requireNoneUnderWay(db) {
      if (entered !== null) await requireNoneUnderWay(db, entered);
    },
  };
}
