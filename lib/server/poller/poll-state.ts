import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { Term } from "../coordination/leases";
import type { AccountSnapshot } from "./account-snapshot";

/** What the next poll of an account is based on, whichever server polls it. */
export interface PollState {
  snapshot: AccountSnapshot;
  /** The provider asked for no call before this. */
  bindingUntil: EpochMs;
  failuresInARow: number;
}

/** What servers that share a database tell one another of it: all but what each knows from its own configuration. */
export interface SharedState extends Omit<PollState, "snapshot"> {
  providerId: string;
  snapshot: Omit<AccountSnapshot, "id" | "provider" | "label" | "canCreate" | "paused">;
}

/** How the servers that share a database show the same, whichever of them polls. */
export interface Sharing {
  /**
   * As the server that polled last left it; `null` if there was none. Waits for some seconds until it can be read, and rejects after that
   * or once the signal aborts.
   */
  latest(accountId: string, signal: AbortSignal): Promise<SharedState | null>;
  /** Has a poll's result written, in the background. */
  share(state: PollState, term: Term): void;
  /** Resolves once nothing of this account waits to be written, in the history neither. */
  written(accountId: string): Promise<void>;
  /** Asks the server that polls the account for a poll at once. */
  wantRefresh(accountId: string, at: EpochMs): void;
}
