import "server-only";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import type { Leases, Term } from "../coordination/leases";
import type { SharedState, Sharing } from "./poll-state";

/** By then another server has taken what this one has given back, if one can. */
const TAKE_AGAIN_AFTER_MS = 10 * SECOND_MS;

/** Which accounts this server polls, and in which terms. */
export interface AccountTerms {
  /** Polls these whenever no other server does, and hands over the others. */
  want(accountIds: readonly string[]): void;
  /** The term in which this server polls the account; `null` if it does not. */
  current(accountId: string): Term | null;
}

interface Options {
  leases: Leases;
  /** `null` where no other server can have polled. */
  sharing: Pick<Sharing, "latest"> | null;
  /** Called at the beginning of a term, with how the server before left the account. */
  onTerm: (accountId: string, term: Term, known: SharedState | null) => void;
  /** Called before another server is to go on: begins no more polls, and resolves once what was read is written. */
  finish: (accountId: string) => Promise<void>;
}

export function createAccountTerms({ leases, sharing, onTerm, finish }: Options): AccountTerms {
  const terms = new Map<string, Term>();
  const handOvers = new Map<string, () => Promise<void>>();

  const begin = (accountId: string, term: Term, known: SharedState | null) => {
    if (term.signal.aborted) return;
    terms.set(accountId, term);
    onTerm(accountId, term, known);
  };
  const takeOver = (accountId: string) => (term: Term) => {
    if (sharing === null) begin(accountId, term, null);
    else
      sharing.latest(accountId, term.signal).then(
        (known) => begin(accountId, term, known),
        () => {
          if (!term.signal.aborted) void giveBack(accountId);
        },
      );
  };
  const take = (accountId: string) => {
    const handOver = leases.want(accountLease(accountId), takeOver(accountId), () => finish(accountId));
    handOvers.set(accountId, handOver);
  };
  /** Nobody polls what is held by a server that cannot read how the one before has left it. */
  const giveBack = async (accountId: string) => {
    const handOver = handOvers.get(accountId);
    // A lease that cannot be handed over expires.
    await handOver?.().catch(() => undefined);
    const takeAgain = () => {
      if (handOvers.get(accountId) === handOver) take(accountId);
    };
    setTimeout(takeAgain, TAKE_AGAIN_AFTER_MS).unref();
  };

  return {
    want: (accountIds) => {
      for (const [id, handOver] of handOvers) {
        if (accountIds.includes(id)) continue;
        handOvers.delete(id);
        terms.delete(id);
        // A lease that cannot be handed over expires.
        handOver().catch(() => undefined);
      }
      for (const id of accountIds) {
        if (!handOvers.has(id)) take(id);
      }
    },
    current: (accountId) => {
      const term = terms.get(accountId);
      return term === undefined || term.signal.aborted ? null : term;
    },
  };
}

export function accountLease(accountId: string): string {
  return `account:${accountId}`;
}
