import "server-only";

/** A time during which this server, and no other, may do what a lease is for. */
export interface Term {
  lease: string;
  /** Higher than in every earlier term of this lease. */
  epoch: number;
  /** Whether this server may still begin something by itself. Looks at the clock, since a process that was paused learns late of an abort. */
  isTrusted(): boolean;
  /** Aborts when the term ends: the lease could not be renewed in time, was handed over, or the server stops. */
  signal: AbortSignal;
}

/** Of the servers that share a database, which one does what only one must do. */
export interface Leases {
  /**
   * Takes the lease whenever no other server holds it, and calls `onTerm` at the beginning of each term. Returns how to hand
   * it over and take it no more. `finish` is called before a term ends to hand the lease to another server: it is to begin
   * nothing more, and resolves once what has begun is written, which is not waited for long.
   */
  want(lease: string, onTerm: (term: Term) => void, finish?: () => Promise<void>): () => Promise<void>;
}

/** Thrown where something was to be written in a term that another server's has followed. Nothing of it is written. */
export class LostLease extends Error {
  override readonly name = "LostLease";
}

/** The epoch of all terms where no other server can have the data: nothing has to be confirmed in it. */
export const SOLE_EPOCH = 0;
